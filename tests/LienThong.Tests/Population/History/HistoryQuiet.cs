using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Duplicates;
using LienThong.Population.Past;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LienThong.Tests.Population.History;

/// <summary>What can be asked only when nobody else is at work: a merge that is undone leaves the whole register as it was, and a register that went through a history can be taken back through its merges.</summary>
internal sealed class HistoryQuiet(IServiceProvider services, NpgsqlDataSource owner, int seed)
{
    private static readonly DateOnly Today = HanoiTime.Today(TimeProvider.System);
    private readonly IDuplicates duplicates = services.GetRequiredService<IDuplicates>();
    private readonly PastPopulation past = services.GetRequiredService<PastPopulation>();

    /// <summary>Merges random pairs and undoes each at once; answers how many, and every line that differs.</summary>
    public async Task<(int Pairs, IReadOnlyList<string> Differences)> MergeAndUndo(int pairs, CancellationToken ct)
    {
        var random = new Random(seed);
        var people = await Keys("select array(select p.id from population.person p where not p.locked order by p.id desc limit 400)");
        var before = await Picture();
        List<string> differences = [];
        var done = 0;
        for (var tries = 0; tries < pairs * 40 && done < pairs && differences.Count == 0; tries++)
        {
            var (survivor, merged, on) = (new PersonId(people[random.Next(people.Length)]), new PersonId(people[random.Next(people.Length)]), Today.AddDays(-random.Next(4)));
            var known = await Known(survivor, merged, ct);
            if ((await duplicates.Merge(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper, On = on, Survivor = survivor, Merged = merged }, ct)).Failed) continue;
            done++;
            var undone = await Undo(merged, ct);
            var after = await Picture();
            differences.AddRange(undone is null ? before.Except(after).Select(l => "- " + l).Concat(after.Except(before).Select(l => "+ " + l)) : [$"{merged} cannot be undone at once: {undone.Code}"]);
            var knownAfter = await Known(survivor, merged, ct);
            differences.AddRange(known.Except(knownAfter).Select(l => $"- on {on} {l}").Concat(knownAfter.Except(known).Select(l => $"+ on {on} {l}")));
        }

        return (done, differences);
    }

    /// <summary>Undoes every merge, the latest first. A refusal must be one that says what happened since. Answers the others.</summary>
    public async Task<IReadOnlyList<string>> UndoAll(CancellationToken ct)
    {
        List<string> wrong = [];
        foreach (var merged in await Keys("select array(select g.merged from population.person_merge g where g.undone_at is null order by g.at desc)"))
        {
            if (await Undo(new(merged), ct) is { } refusal && refusal != DuplicateErrors.UnmergeLocked && refusal != DuplicateErrors.UnmergeSpouse) wrong.Add($"{merged}: {refusal.Code}");
        }

        return wrong;
    }

    private static LegalDocument Paper => new("decision", PeopledHouse.Key(), Today, "Công an tỉnh");

    private async Task<Error?> Undo(PersonId merged, CancellationToken ct)
    {
        var undone = await duplicates.Unmerge(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper, On = Today, Merged = merged }, ct);
        return undone.Failed ? undone.Faults[0].Error : null;
    }

    // what is believed now of both and their spouses on days around
    private async Task<IReadOnlyList<string>> Known(PersonId one, PersonId other, CancellationToken ct)
    {
        List<string> lines = [];
        foreach (var person in (await Keys($"select array(select k from population.person p cross join unnest(array[p.id, p.spouse]) k where p.id in ('{one}', '{other}') and k is not null)")).Distinct())
        {
            foreach (var back in (int[])[0, 1, 2, 3, 4, 400])
            {
                var on = Today.AddDays(-back);
                var home = await past.HouseholdOf(new(person), on, TimeProvider.System.GetUtcNow(), ct);
                lines.Add($"{person} {on} lives {home?.Household} {string.Join(',', (home?.Members ?? []).Select(m => $"{m.Person}{m.Relation}").Order(StringComparer.Ordinal))}");
                lines.AddRange(((await past.Person(new(person), on, TimeProvider.System.GetUtcNow(), ct))?.Items ?? []).Select(i => $"{person} {on} {i.Item} {i.Value}"));
            }
        }

        return lines;
    }

    /// <summary>Everything that the register believes now, but for versions and the instants at which it was recorded.</summary>
    private async Task<HashSet<string>> Picture()
    {
        await using var command = owner.CreateCommand("""
            select 'person ' || (to_jsonb(p) - 'version')::text from population.person p
            union all select 'paper ' || i.person || ' ' || i.kind || ' ' || i.value from population.person_identifier i
            union all select 'member ' || m.person || ' ' || m.household || ' ' || m.since || ' ' || coalesce(m.until::text, '') || ' ' || m.relation from population.household_member m
            union all select 'home ' || r.person || ' ' || r.kind || ' ' || coalesce(r.household::text, '') || ' ' || r.valid || ' ' || r.commune || ' ' || r.address || ' ' || coalesce(r.end_ground, '') from population.residence r where r.recorded_until is null
            union all select 'household ' || h.id || ' ' || coalesce(h.closed::text, '') from population.household h
            union all select 'absence ' || t.person || ' ' || t.valid || ' ' || t.case_code from population.absence t where t.recorded_until is null
            union all select 'right ' || t.person || ' ' || t.representative || ' ' || t.valid || ' ' || t.case_code from population.representation t where t.recorded_until is null
            union all select 'card ' || c.id || ' ' || c.state from population.identity_card c
            """);
        HashSet<string> lines = new(StringComparer.Ordinal);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync()) lines.Add(row.GetString(0));
        return lines;
    }

    private async Task<Guid[]> Keys(string sql)
    {
        await using var command = owner.CreateCommand(sql);
        return (Guid[])(await command.ExecuteScalarAsync())!;
    }
}
