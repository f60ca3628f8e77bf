namespace LienThong.Kernel.Measures;

/// <summary>How a measure is written for people.</summary>
public enum MeasureUnit
{
    /// <summary>Numerator ÷ denominator, shown in per cent.</summary>
    Percent,
    /// <summary>The numerator alone.</summary>
    Count,
}

/// <summary>A figure that the module owning the facts can compute at any moment, with the rows behind it.</summary>
/// <param name="Code">Stable code: <c>procedures.filed-online</c>.</param>
/// <param name="Vi">Its name in Vietnamese.</param>
/// <param name="En">Its name in English.</param>
/// <param name="DefinitionVi">The formula in plain Vietnamese: what is counted, over what.</param>
/// <param name="Unit">How it is written.</param>
public sealed record MeasureInfo(string Code, string Vi, string En, string DefinitionVi, MeasureUnit Unit);

/// <summary>Over what a measure is taken. Both days count.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Agency">Only this agency and those under it.</param>
/// <param name="Province">Only this province, by its two-digit code.</param>
public sealed record MeasureScope(DateOnly From, DateOnly To, string? Agency = null, string? Province = null);

/// <summary>A measured value. A denominator of 0 means that there was nothing to measure, which is not 0 %.</summary>
public sealed record MeasureValue(long Numerator, long Denominator, DateTimeOffset AsOf, IReadOnlyList<MeasurePoint> Trend)
{
    /// <summary>0 to 1, or null when there was nothing to measure.</summary>
    public double? Share => Denominator == 0 ? null : (double)Numerator / Denominator;
}

/// <summary>One day of a trend.</summary>
public sealed record MeasurePoint(DateOnly Day, long Numerator, long Denominator);

/// <summary>One case behind a figure.</summary>
/// <param name="Title">What it is, without personal data.</param>
/// <param name="Href">Where it can be opened by whoever may.</param>
/// <param name="Counted">True when it is in the numerator; false when it is only in the denominator.</param>
/// <param name="At">When it happened.</param>
public sealed record MeasureRow(string Title, string Href, bool Counted, DateTimeOffset At);

/// <summary>Implemented by every module that has measurable facts. The programme binds targets to measures by code.</summary>
public interface IMeasureSource
{
    IReadOnlyList<MeasureInfo> Measures { get; }

    /// <summary>The value now, from live rows.</summary>
    Task<MeasureValue> Evaluate(string code, MeasureScope scope, CancellationToken ct);

    /// <summary>The newest cases behind the value, at most 200.</summary>
    Task<IReadOnlyList<MeasureRow>> Rows(string code, MeasureScope scope, CancellationToken ct);
}

/// <summary>All measures of the program by code.</summary>
public sealed class MeasureCatalogue(IEnumerable<IMeasureSource> sources)
{
    private readonly Dictionary<string, (MeasureInfo Info, IMeasureSource Source)> byCode =
        sources.SelectMany(s => s.Measures.Select(m => (m, s))).ToDictionary(p => p.m.Code, p => p, StringComparer.Ordinal);

    public IEnumerable<MeasureInfo> All => byCode.Values.Select(m => m.Info);

    public MeasureInfo? Find(string code) => byCode.TryGetValue(code, out var found) ? found.Info : null;

    /// <exception cref="KeyNotFoundException">No module offers this measure: ask <see cref="Find"/> first.</exception>
    public Task<MeasureValue> Evaluate(string code, MeasureScope scope, CancellationToken ct) => byCode[code].Source.Evaluate(code, scope, ct);

    /// <exception cref="KeyNotFoundException">No module offers this measure: ask <see cref="Find"/> first.</exception>
    public Task<IReadOnlyList<MeasureRow>> Rows(string code, MeasureScope scope, CancellationToken ct) => byCode[code].Source.Rows(code, scope, ct);
}
