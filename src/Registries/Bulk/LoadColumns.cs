using LienThong.Dictionary;
using LienThong.Kernel.Files;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using LienThong.Registries.Records;

namespace LienThong.Registries.Bulk;

/// Which column is what: fields by code or Vietnamese name, whom the row is about, and its days.
sealed class LoadColumns
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["number"] = Number, ["so dinh danh"] = Number, ["ma so"] = Number, ["from"] = From, ["tu ngay"] = From, ["to"] = To, ["den ngay"] = To,
    };

    private const string Number = "number", From = "from", To = "to";
    private readonly string?[] names;
    private readonly RegistryDefinition registry;
    private readonly DictionaryEdition dictionary;

    private LoadColumns(string?[] names, RegistryDefinition registry, DictionaryEdition dictionary) => (this.names, this.registry, this.dictionary) = (names, registry, dictionary);

    public static Result<LoadColumns> Of(TableHead head, RegistryDefinition registry, DictionaryEdition dictionary)
    {
        var known = registry.Fields.ToDictionary(f => f.Value, f => f.Value, StringComparer.Ordinal);
        foreach (var field in registry.Fields) known.TryAdd(VietnameseText.SearchKey(dictionary.Field(field)?.Vi ?? field.Value), field.Value);
        var names = head.Columns.Select(c => known.GetValueOrDefault(c.Trim()) ?? Words.GetValueOrDefault(VietnameseText.SearchKey(c)) ?? known.GetValueOrDefault(VietnameseText.SearchKey(c))).ToArray();
        var check = new Check();
        for (var i = 0; i < names.Length; i++) check.That(names[i] is not null, LoadErrors.ColumnUnknown.With(head.Columns[i]).At("/file"));
        return check.Ok ? new LoadColumns(names, registry, dictionary) : check.Faults;
    }

    /// The draft of a row. A day that is not given is the first day of the register.
    public async Task<Result<RecordDraft>> Draft(TableRow row, Provenance provenance, FindSubject subjects, CancellationToken ct)
    {
        if (row.Fault != RowFault.None) return LoadErrors.RowFaulty.With(row.Fault.ToString());
        var values = new Dictionary<FieldCode, string?>();
        string? number = null, from = null, to = null;
        for (var i = 0; i < names.Length && i < row.Cells.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(row.Cells[i])) continue;
            switch (names[i])
            {
                case Number: number = row.Cells[i]; break;
                case From: from = row.Cells[i]; break;
                case To: to = row.Cells[i]; break;
                case { } field: values[new(field)] = Plain(new(field), row.Cells[i]!); break;
            }
        }
        var (first, last) = (from is null ? registry.EffectiveFrom : Day(from), to is null ? null : Day(to));
        if (first is null || (to is not null && last is null)) return LoadErrors.DayMissing.At("/from");
        var key = registry.Key is { } keyField && values.GetValueOrDefault(keyField) is { } written && dictionary.Canonical(keyField, written) is { Failed: false } canonical ? canonical.Value : null;
        var subject = await subjects.Of(registry, number, key, ct);
        return subject.Failed ? subject.Faults : new RecordDraft(subject.Value, values, first.Value, last, provenance);
    }

    /// Days are written in many ways; everything else is left to the dictionary.
    private string Plain(FieldCode field, string written) => dictionary.Field(field)?.Type == FieldType.Date && Day(written) is { } day ? day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : written;

    private static DateOnly? Day(string written) =>
        PartialDate.TryParse(written, null, out var date) && date.ToString() is { Length: 10 } iso ? DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
        : DateOnly.TryParseExact(written, ["d/M/yyyy", "dd/MM/yyyy", "d-M-yyyy"], System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;
}
