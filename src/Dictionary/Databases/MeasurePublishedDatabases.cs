using LienThong.Kernel.Measures;
using LienThong.Kernel.Time;

namespace LienThong.Dictionary.Databases;

/// How many databases have told their fields: the plan wants every list of original, master and reference fields issued and in step with the dictionary.
sealed class MeasurePublishedDatabases(IDictionary dictionary, TimeProvider clock) : IMeasureSource
{
    private const string Code = "dictionary.databases-published";
    private const int TrendEditions = 30;

    public IReadOnlyList<MeasureInfo> Measures { get; } =
    [
        new(Code, "Cơ sở dữ liệu đã công bố danh mục trường", "Databases with a published field list",
            "Số cơ sở dữ liệu có ít nhất một trường gốc, chủ hoặc tham chiếu đã công bố trong từ điển, trên tổng số cơ sở dữ liệu của kế hoạch (không tính cái đã thay thế).",
            MeasureUnit.Percent),
    ];

    /// The field list is the country's, so agency narrows to the databases that it owns; a province owns none of them.
    public async Task<MeasureValue> Evaluate(string code, MeasureScope scope, CancellationToken ct)
    {
        var edition = await dictionary.Current(ct);
        var trend = new List<MeasurePoint>();
        var publications = await dictionary.Publications(ct);
        foreach (var publication in publications.Take(TrendEditions).Reverse())
        {
            var day = HanoiTime.DateOf(publication.PublishedAt);
            if (day < scope.From || day > scope.To) continue;
            var then = await dictionary.Edition(publication.Number, ct);
            if (then.Failed) continue;
            var rows = Of(then.Value, scope).ToList();
            trend.RemoveAll(p => p.Day == day);
            trend.Add(new(day, rows.Count(r => r.Published), rows.Count));
        }
        var now = Of(edition, scope).ToList();
        return new(now.Count(r => r.Published), now.Count, clock.GetUtcNow(), trend);
    }

    public async Task<IReadOnlyList<MeasureRow>> Rows(string code, MeasureScope scope, CancellationToken ct)
    {
        var edition = await dictionary.Current(ct);
        return [.. Of(edition, scope).Take(200).Select(r => new MeasureRow(r.Database.Vi, $"/dictionary/databases/{r.Database.Code}", r.Published, edition.PublishedAt))];
    }

    private static IEnumerable<(DatabaseDefinition Database, bool Published)> Of(DictionaryEdition edition, MeasureScope scope)
    {
        var telling = edition.Fields.Select(f => f.Database).ToHashSet(StringComparer.Ordinal);
        return edition.Databases
            .Where(d => d.Stage != DatabaseStage.Replaced && scope.Province is null && (scope.Agency is null || d.Owner == scope.Agency))
            .Select(d => (d, telling.Contains(d.Code)));
    }
}
