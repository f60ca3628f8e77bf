using System.Text.Json.Serialization;
using LienThong.Kernel.Time;

namespace LienThong.Dictionary;

/// <summary>What every definition says of itself. One code may have several slices that follow one another in time; each is in force from–to, both days included.</summary>
public interface IDefinition : ILegal
{
    /// <summary>The code as text.</summary>
    string Key { get; }

    /// <summary>Vietnamese name.</summary>
    string Vi { get; }

    /// <summary>English name.</summary>
    string En { get; }

    /// <summary>How sure we are of the facts.</summary>
    Certainty Confidence { get; }
}

/// <summary>Class of a field in the state's data (Law on Data 60/2024, art. 3).</summary>
public enum FieldClass
{
    /// <summary>Dữ liệu gốc: made when the state acts, or taken from the original paper.</summary>
    Original,

    /// <summary>Dữ liệu chủ: says who or what it is; all other databases follow it.</summary>
    Master,

    /// <summary>Dữ liệu tham chiếu: a value from a shared list.</summary>
    Reference,
}

/// <summary>How carefully a field must be treated (Law 91/2025 on personal data; Decree 356/2025, art. 3 basic, art. 4 sensitive).</summary>
public enum Sensitivity { Open, Basic, Sensitive }

/// <summary>How sure we are of a fact taken from law or practice, as content files write it.</summary>
public enum Certainty
{
    /// <summary>The text of the law was seen.</summary>
    H,

    /// <summary>From one or a secondary source.</summary>
    M,

    /// <summary>To be confirmed.</summary>
    L,
}

/// <summary>The shape of a value in its canonical text form.</summary>
public enum FieldType
{
    /// <summary>Free text, NFC.</summary>
    Text,

    /// <summary>ISO date with a precision: 1950, 1950-03 or 1950-03-07.</summary>
    PartialDate,

    /// <summary>ISO date 2026-11-21.</summary>
    Date,

    /// <summary>ISO time of day 07:30.</summary>
    Time,

    /// <summary>A code of the field's code list.</summary>
    Code,

    /// <summary>A whole number without separators.</summary>
    Integer,

    /// <summary>A number with a point as decimal mark.</summary>
    Decimal,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>Code of an administrative unit: 2 digits province, 5 digits commune.</summary>
    Area,

    /// <summary>JSON <c>{"commune":"07210","detail":"Thôn Đông"}</c>, or the text as declared when it could not be coded.</summary>
    Address,

    /// <summary>JSON <c>{"number":…,"name":…,"nationality":…}</c>; every member may be missing except the name.</summary>
    Person,

    /// <summary>JSON list of persons; household members also carry relation, birthDate, sex.</summary>
    People,

    /// <summary>JSON object whose members the definition names.</summary>
    Object,
}

/// <summary>One field (trường dữ liệu). What a version says never changes; a new wording is a new version.</summary>
/// <param name="Code">Code such as <c>person.fullName</c>.</param>
/// <param name="Vi">Vietnamese name.</param>
/// <param name="En">English name.</param>
/// <param name="Definition">What it means, in Vietnamese.</param>
/// <param name="Class">Original, master or reference.</param>
/// <param name="Type">Shape of the value.</param>
/// <param name="Sensitivity">Open, basic or sensitive.</param>
/// <param name="Owner">Code of the agency that answers for it.</param>
/// <param name="Database">The one trusted source (Decree 278/2025, art. 5).</param>
/// <param name="LegalBasis">The rule that created it.</param>
/// <param name="EffectiveFrom">First day on which this slice holds.</param>
public sealed record FieldDefinition(
    FieldCode Code, string Vi, string En, string Definition, FieldClass Class, FieldType Type, Sensitivity Sensitivity, string Owner, string Database,
    string LegalBasis, DateOnly EffectiveFrom) : IDefinition
{
    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => Code.Value;

    /// <summary>Regular expression of the whole value; null when any text of the type will do.</summary>
    public string? Pattern { get; init; }

    /// <summary>Longest allowed text; null for no limit.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Unit of a number, for people (m², đồng).</summary>
    public string? Unit { get; init; }

    /// <summary>Code list of the value; compulsory for <see cref="FieldType.Code"/>.</summary>
    public string? CodeList { get; init; }

    /// <summary>Other databases that hold a copy.</summary>
    public IReadOnlyList<string> AlsoIn { get; init; } = [];

    /// <summary>Item number in article 9 of the Law on Identification 26/2023; null for fields outside it.</summary>
    public int? Item { get; init; }

    /// <summary>A value for examples and schemas; never a real person's.</summary>
    public string? Example { get; init; }

    /// <summary>Last day on which this slice holds; null when open.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>How sure we are.</summary>
    public Certainty Confidence { get; init; } = Certainty.H;
}

/// <summary>Where a database stands between plan and use.</summary>
public enum DatabaseStage { Planned, Building, InUse, Replaced }

/// <summary>One database (cơ sở dữ liệu) of the plans.</summary>
/// <param name="Code">Code such as <c>civil-status</c>.</param>
/// <param name="Vi">Vietnamese name.</param>
/// <param name="En">English name.</param>
/// <param name="Definition">What it holds, in Vietnamese.</param>
/// <param name="Owner">Agency that answers for it (cơ quan chủ quản).</param>
/// <param name="Keeper">Body that runs it (đơn vị quản lý, vận hành), by name.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Subject">What its records are keyed by: person, organisation, land, vehicle, document.</param>
/// <param name="LegalBasis">The rule that created it.</param>
/// <param name="EffectiveFrom">First day on which this slice holds.</param>
public sealed record DatabaseDefinition(
    string Code, string Vi, string En, string Definition, string Owner, string Keeper, DatabaseStage Stage, string Subject, string LegalBasis, DateOnly EffectiveFrom) : IDefinition
{
    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => Code;

    /// <summary>Last day on which this slice holds; null when open.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>How sure we are.</summary>
    public Certainty Confidence { get; init; } = Certainty.H;
}

/// <summary>One value of a code list. <paramref name="ValidTo"/> set: kept for old records, no longer given.</summary>
public sealed record CodeValue(string Code, string Vi, string En)
{
    /// <summary>Other spellings found in papers and older data.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Last day on which the value may be given; null when open.</summary>
    public DateOnly? ValidTo { get; init; }
}

/// <summary>A code list (danh mục mã). A list with a source is kept by another module and has no values here (areas, agencies).</summary>
public sealed record CodeListDefinition(string Code, string Vi, string En, string Owner, string LegalBasis, DateOnly EffectiveFrom) : IDefinition
{
    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => Code;

    /// <summary>The values in their order; empty when another module keeps them.</summary>
    public IReadOnlyList<CodeValue> Values { get; init; } = [];

    /// <summary>Module that keeps the values (<c>directory.areas</c>); null when they stand here.</summary>
    public string? Source { get; init; }

    /// <summary>Last day on which this slice holds; null when open.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>How sure we are.</summary>
    public Certainty Confidence { get; init; } = Certainty.H;

    /// <summary>The value with this code, or null.</summary>
    public CodeValue? Find(string code) => Values.FirstOrDefault(v => string.Equals(v.Code, code, StringComparison.Ordinal));
}

/// <summary>One paper (giấy tờ) that procedures ask for.</summary>
/// <param name="Code">Code such as <c>birth-notice</c>.</param>
/// <param name="Vi">Vietnamese name.</param>
/// <param name="En">English name.</param>
/// <param name="Definition">What it proves, in Vietnamese.</param>
/// <param name="IssuedBy">Who issues it, for people.</param>
/// <param name="LegalBasis">The rule behind the paper.</param>
/// <param name="EffectiveFrom">First day on which this slice holds.</param>
/// <param name="Replacements">Per use, the fields that replace it.</param>
public sealed record PaperDefinition(
    string Code, string Vi, string En, string Definition, string IssuedBy, string LegalBasis, DateOnly EffectiveFrom, IReadOnlyList<Replacement> Replacements) : IDefinition
{
    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => Code;

    /// <summary>Last day on which this slice holds; null when open.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>How sure we are.</summary>
    public Certainty Confidence { get; init; } = Certainty.H;
}

/// <summary>
/// In one use a paper is replaced by fields: while every one of them can be read, the paper must not be asked for (Law on Residence 68/2020 as amended by 118/2025;
/// Resolution 66.7/2025/NQ-CP; Decree 224/2026, art. 15).
/// </summary>
/// <param name="Procedure">Procedure code (<c>1.004222</c>), or <c>*</c> for every procedure.</param>
/// <param name="About">Whose fields they are, as a role of the procedure: applicant, mother, owner …</param>
/// <param name="Fields">All of them are needed.</param>
/// <param name="LegalBasis">The rule that lets data stand for the paper.</param>
/// <param name="EffectiveFrom">First day.</param>
public sealed record Replacement(string Procedure, string About, IReadOnlyList<FieldCode> Fields, string LegalBasis, DateOnly EffectiveFrom) : ILegal
{
    /// <summary>What to know about this use, in Vietnamese; null when nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Last day; null when open.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>How sure we are.</summary>
    public Certainty Confidence { get; init; } = Certainty.H;

    /// <summary>Every procedure.</summary>
    public const string AnyProcedure = "*";
}
