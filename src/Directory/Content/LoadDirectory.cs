using LienThong.Kernel.Access;
using LienThong.Kernel.Content;
using LienThong.Kernel.Data;
using LienThong.Kernel.Events;
using LienThong.Kernel.Results;

namespace LienThong.Directory.Content;

/// Brings the tables to what content/ says: one statement and one round trip a table, all in one transaction. A second load changes nothing.
static class LoadDirectory
{
    /// More changes than this at once are told as one "look again at everything".
    const int MostEvents = 200;

    public static async Task Load(Db db, DirectoryRows rows, ContentReport report, CancellationToken ct) =>
        await db.Transaction(tx => Merge(tx, rows, report, ct), ct);

    static async Task<Result> Merge(Db db, DirectoryRows rows, ContentReport report, CancellationToken ct)
    {
        var areas = await db.Many(LoadAreaSql.Areas, LoadAreaSql.Of(rows.Areas), r => r.GetString(0), ct);
        var agencies = await db.Many(LoadAgencySql.Agencies, LoadAgencySql.Of(rows.Agencies.Agencies), r => r.GetString(0), ct);
        var others = await Changed(db, LoadAreaSql.Links, LoadAreaSql.Of(rows.AreaLinks), ct)
            + await Changed(db, LoadAreaSql.Names, LoadAreaSql.Of(rows.AreaNames), ct)
            + await Changed(db, LoadAreaSql.Facts, LoadAreaSql.Of(rows.Facts), ct)
            + await Changed(db, LoadAgencySql.Names, LoadAgencySql.Of(rows.Agencies.Names), ct)
            + await Changed(db, LoadAgencySql.Links, LoadAgencySql.Of(rows.Agencies.Links), ct)
            + await Changed(db, LoadAgencySql.Classes, LoadAgencySql.Of(rows.Classes), ct)
            + await Changed(db, LoadAgencySql.Holidays, LoadAgencySql.Of(rows.Holidays), ct)
            + await Changed(db, LoadAgencySql.Offices, LoadAgencySql.Of(rows.Offices), ct);
        report.Count("địa bàn", areas.Count, Math.Max(0, rows.Areas.Count - areas.Count));
        report.Count("cơ quan", agencies.Count, Math.Max(0, rows.Agencies.Agencies.Count - agencies.Count));
        if (areas.Count + agencies.Count + others == 0) return Result.Done;
        return await db.Write(Caller.Program("directory-content"), [new(Sql.NextEdition, [])], News(areas, agencies), ct);
    }

    static Task<long> Changed(Db db, string sql, object?[] args, CancellationToken ct) => db.One(sql, args, r => r.GetInt64(0), ct);

    static List<IEvent> News(List<string> areas, List<string> agencies)
    {
        var news = new List<IEvent>();
        if (areas.Count > MostEvents) news.Add(new AreaChanged("*", null));
        else news.AddRange(areas.Select(id => new AreaChanged(id, CodeOf(id))));
        if (agencies.Count > MostEvents) news.Add(new AgencyChanged("*", null));
        else news.AddRange(agencies.Select(id => new AgencyChanged(id, CodeOf(id))));
        return news;
    }

    static string CodeOf(string id) => id[..id.LastIndexOf('-')];

    static class Sql
    {
        public const string NextEdition = "update directory.edition set number = number + 1";
    }
}
