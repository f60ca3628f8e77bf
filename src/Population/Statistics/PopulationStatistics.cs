using LienThong.Directory;
using LienThong.Kernel.Data;
using LienThong.Kernel.Time;

namespace LienThong.Population.Statistics;

/// <summary>Answers from the counts, added up by the areas asked.</summary>
internal sealed class PopulationStatistics(Db<PopulationModule> db, RefreshCounts refresh, IDirectory directory, TimeProvider clock) : IPopulationStatistics
{
    public async Task<PeopleCounts> Count(PeopleQuestion question, CancellationToken ct)
    {
        if (question.Cut == AreaCut.Commune && question.Province is null) throw new ArgumentException("Communes are counted within a province.", nameof(question));
        await refresh.IfStale(ct);
        var today = clock.Today();
        var (codes, areas) = Areas(question, today);
        var map = question.Map == AreaMap.Today ? "today" : "written";
        var rows = await db.Many(Sql.Rows, [map, codes, areas, question.Province is null], static r => new PeopleCount(r.GetString(0), r.GetInt16(1) * 5, (Sex)r.GetInt16(2), r.GetInt64(3)), ct);
        var (day, at) = await db.One(Sql.Made, [], static r => (r.DateOrNull(0), r.InstantOrNull(1)), ct);
        return new(day ?? today, at ?? clock.GetUtcNow(), rows);
    }

    // each commune with the area under which it is told; a code that lived before today's map belongs to the province where its territory lies now
    private (string[] Codes, string[] Areas) Areas(PeopleQuestion question, DateOnly today)
    {
        List<(string Code, string Area)> pairs = [];
        foreach (var province in directory.Provinces(today).Where(p => question.Province is null || p.Code == question.Province))
            pairs.AddRange(directory.Communes(province.Code, today).Select(c => (c.Code, Name(question.Cut, province.Code, c.Code))));
        if (question.Map == AreaMap.Written) AddFormer(pairs, question, today);
        return ([.. pairs.Select(p => p.Code)], [.. pairs.Select(p => p.Area)]);
    }

    private void AddFormer(List<(string Code, string Area)> pairs, PeopleQuestion question, DateOnly today)
    {
        var known = pairs.Select(p => p.Code).ToHashSet(StringComparer.Ordinal);
        var before = new DateOnly(2025, 6, 30);
        foreach (var former in directory.Provinces(before).SelectMany(p => directory.Communes(p.Code, before)))
        {
            if (known.Contains(former.Code) || directory.AreasOn(former.Id, today) is not [var now, ..]) continue;
            if (question.Province is null || now.ProvinceCode == question.Province) pairs.Add((former.Code, Name(question.Cut, now.ProvinceCode, former.Code)));
        }
    }

    private static string Name(AreaCut cut, string province, string commune) => cut switch { AreaCut.Country => "", AreaCut.Province => province, _ => commune };

    private static class Sql
    {
        public const string Rows = """
            select coalesce(a.area, '?'), c.age_group, c.sex, sum(c.people)::bigint
            from population.people_count c left join unnest($2::text[], $3::text[]) a(code, area) on a.code = c.commune
            where c.map = $1 and (a.area is not null or $4)
            group by 1, 2, 3
            order by 1, 2, 3
            limit 50000
            """;
        public const string Made = "select max(c.day), max(c.made_at) from population.people_count c";
    }
}
