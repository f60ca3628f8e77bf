using System.Collections.Frozen;
using System.Globalization;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;

namespace LienThong.Dictionary;

/// <summary>
/// The dictionary as published at one moment and asked on one day. Immutable, in memory, safe to share. A code that has several slices in time answers
/// with the one in force on <see cref="Day"/>, or else with the nearest earlier one: a definition that has ended stays readable.
/// </summary>
public sealed class DictionaryEdition
{
    private readonly Contents contents;

    private DictionaryEdition(int number, DateTimeOffset publishedAt, DateOnly day, Contents contents)
    {
        (Number, PublishedAt, Day, this.contents) = (number, publishedAt, day, contents);
        Fields = Pick(contents.Fields, day);
        Databases = Pick(contents.Databases, day);
        CodeLists = Pick(contents.CodeLists, day);
        Papers = Pick(contents.Papers, day);
    }

    /// <summary>Number of the edition; 0 before the first publication.</summary>
    public int Number { get; }

    /// <summary>When it was published (UTC).</summary>
    public DateTimeOffset PublishedAt { get; }

    /// <summary>The day whose law it answers with.</summary>
    public DateOnly Day { get; }

    /// <summary>One per field, by code.</summary>
    public IReadOnlyList<FieldDefinition> Fields { get; }

    /// <summary>One per database, by code.</summary>
    public IReadOnlyList<DatabaseDefinition> Databases { get; }

    /// <summary>One per code list, by code.</summary>
    public IReadOnlyList<CodeListDefinition> CodeLists { get; }

    /// <summary>One per paper, by code.</summary>
    public IReadOnlyList<PaperDefinition> Papers { get; }

    /// <summary>The definition of a field; null when the code is unknown.</summary>
    public FieldDefinition? Field(FieldCode code) => Find(contents.Fields, code.Value ?? "");

    /// <summary>The definition of a database; null when the code is unknown.</summary>
    public DatabaseDefinition? Database(string code) => Find(contents.Databases, code);

    /// <summary>A code list; null when the code is unknown.</summary>
    public CodeListDefinition? CodeList(string code) => Find(contents.CodeLists, code);

    /// <summary>A paper; null when the code is unknown.</summary>
    public PaperDefinition? Paper(string code) => Find(contents.Papers, code);

    /// <summary>All slices of a field, oldest first; empty when the code is unknown.</summary>
    public IReadOnlyList<FieldDefinition> SlicesOf(FieldCode code) => contents.Fields.GetValueOrDefault(code.Value ?? "") ?? [];

    /// <summary>
    /// What stands for the paper in a procedure on <see cref="Day"/>: the rules made for that procedure, or else those for every procedure. Empty when
    /// the paper must be asked for.
    /// </summary>
    public IReadOnlyList<Replacement> ReplacementsOf(string paper, string procedure)
    {
        if (Paper(paper) is not { } definition) return [];
        var own = definition.Replacements.Where(r => r.Procedure == procedure && r.InForce(Day)).ToList();
        return own.Count > 0 ? own : [.. definition.Replacements.Where(r => r.Procedure == Replacement.AnyProcedure && r.InForce(Day))];
    }

    /// <summary>Papers that a field helps to replace on <see cref="Day"/>, with the rule of each use.</summary>
    public IReadOnlyList<(PaperDefinition Paper, Replacement Use)> PapersReplacedBy(FieldCode field) =>
        [.. Papers.SelectMany(p => p.Replacements.Select(r => (Paper: p, Use: r))).Where(x => x.Use.InForce(Day) && x.Use.Fields.Contains(field))];

    /// <summary>Fields that a database holds, as trusted source first, then as copies.</summary>
    public IReadOnlyList<FieldDefinition> FieldsOf(string database) =>
        [.. Fields.Where(f => f.Database == database || f.AlsoIn.Contains(database)).OrderBy(f => f.Database != database).ThenBy(f => f.Code)];

    /// <summary>
    /// The canonical text of a value, or why it is not one: the value is checked against type, pattern, length and code list of the field.
    /// Errors: DIC-0001 unknown field, DIC-0010 to DIC-0019 by kind of fault.
    /// </summary>
    public Result<string> Canonical(FieldCode field, string value) =>
        Field(field) is { } definition ? FieldRules.Canonical(definition, definition.CodeList is { } list ? CodeList(list) : null, value)
            : DictionaryErrors.FieldUnknown.With(field.Value ?? "");

    /// <summary>
    /// A code or a date as people write it ("Kinh", "nữ", "17/05/1990") as canonical text, when the text says one for sure; anything else as it is, for <see cref="Canonical"/> to check.
    /// </summary>
    public string AsWritten(FieldCode field, string text) => Field(field) switch
    {
        { Type: FieldType.Code, CodeList: { } list } when CodeList(list) is { } codes => WrittenCode.Find(codes, text)?.Code ?? text,
        { Type: FieldType.Date or FieldType.PartialDate } => WrittenDate.TryParse(text, out var date) ? date.ToString() : text,
        _ => text,
    };

    /// <summary>The value for people: a code by its name, a date as dd/MM/yyyy, persons by name. Area codes stay codes: ask Directory.</summary>
    public string Display(FieldCode field, string value, CultureInfo? culture = null) =>
        Field(field) is { } definition ? FieldDisplay.Of(definition, definition.CodeList is { } list ? CodeList(list) : null, value, culture) : value;

    /// <summary>The same edition asked on another day.</summary>
    internal DictionaryEdition On(DateOnly day) => day == Day ? this : new(Number, PublishedAt, day, contents);

    internal static DictionaryEdition Of(int number, DateTimeOffset publishedAt, DateOnly day, IEnumerable<IDefinition> definitions) =>
        new(number, publishedAt, day, new Contents(definitions.ToLookup(d => d.GetType())));

    private static T[] Pick<T>(FrozenDictionary<string, T[]> all, DateOnly day) where T : class, IDefinition =>
        [.. all.Values.Select(slices => Slice(slices, day)).OrderBy(d => d.Key, StringComparer.Ordinal)];

    private T? Find<T>(FrozenDictionary<string, T[]> all, string code) where T : class, IDefinition =>
        all.TryGetValue(code, out var slices) ? Slice(slices, Day) : null;

    private static T Slice<T>(T[] slices, DateOnly day) where T : class, IDefinition
    {
        if (slices.Length == 1) return slices[0];
        return Effective.At(slices, day) ?? slices.LastOrDefault(s => s.EffectiveFrom <= day) ?? slices[0];
    }

    /// Every slice of every definition, by code, oldest first.
    private sealed class Contents(ILookup<Type, IDefinition> all)
    {
        public FrozenDictionary<string, FieldDefinition[]> Fields { get; } = Of<FieldDefinition>(all);
        public FrozenDictionary<string, DatabaseDefinition[]> Databases { get; } = Of<DatabaseDefinition>(all);
        public FrozenDictionary<string, CodeListDefinition[]> CodeLists { get; } = Of<CodeListDefinition>(all);
        public FrozenDictionary<string, PaperDefinition[]> Papers { get; } = Of<PaperDefinition>(all);

        private static FrozenDictionary<string, T[]> Of<T>(ILookup<Type, IDefinition> all) where T : class, IDefinition =>
            all[typeof(T)].Cast<T>().GroupBy(d => d.Key, StringComparer.Ordinal)
                .ToFrozenDictionary(g => g.Key, g => g.OrderBy(d => d.EffectiveFrom).ToArray(), StringComparer.Ordinal);
    }
}
