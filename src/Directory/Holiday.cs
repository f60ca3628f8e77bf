namespace LienThong.Directory;

/// <summary>Why a day is not as the week has it (Labour Code 45/2019/QH14, art. 111–112).</summary>
public enum HolidayKind
{
    /// <summary>Lễ, tết.</summary>
    Holiday,
    /// <summary>Nghỉ bù for a holiday on a weekend.</summary>
    Compensatory,
    /// <summary>A weekday off that is worked on another day.</summary>
    SwapOff,
    /// <summary>A weekend day worked instead.</summary>
    SwapWork,
}

/// <summary>One such day. Confidence Low: not announced yet, follows the law and the usual choice.</summary>
public sealed record Holiday(DateOnly Day, HolidayKind Kind, string Name, string LegalBasis, Confidence Confidence);
