using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Population.Persons;
using LienThong.Population.Synthetic;

namespace LienThong.Population.Numbers;

/// <summary>
/// Enters births that were registered offline under numbers of a block, then gives back what is left. A number that stands on a paper is never given to another child, also when the birth turns out to be
/// registered already: then it leads to that child.
/// </summary>
internal sealed class ReconcileBlock(Db<PopulationModule> db, RegisterBirth births, HouseOptions house, TimeProvider clock)
{
    private const int Most = 500;

    public async Task<Result<BlockReconciled>> Handle(Caller caller, BlockReconciliation work, CancellationToken ct)
    {
        if (work.Births.Count > Most) return PopulationErrors.TooManyQuestions.With(Most).At("/births");
        if (work.Births.DistinctBy(b => b.Number).Count() != work.Births.Count) return PopulationErrors.NumberTwice.At("/births");
        var block = await db.One(Sql.Find, [work.Block], Block.Read, ct);
        if (block is null) return PopulationErrors.BlockUnknown.At("/block");
        if (caller.Agency != block.Agency) return PopulationErrors.BlockOfOthers.At("/block");
        List<OfflineOutcome> outcomes = [];
        foreach (var birth in work.Births) outcomes.Add(await Enter(caller, block, birth, ct));
        // a birth that was refused may be put right and sent again: then the block stays open
        var close = work.Close && outcomes.All(o => o.Outcome != "refused");
        var returned = close ? await Close(block, ct) : 0;
        return new BlockReconciled(work.Block, outcomes, returned, close);
    }

    private async Task<OfflineOutcome> Enter(Caller caller, Block block, OfflineBirth offline, CancellationToken ct)
    {
        var number = offline.Number;
        if (!NumberPrefix.Belongs(house, number) || !block.Holds(number)) return new(number, "refused", null, PopulationErrors.NumberNotOfBlock.Code);
        var key = $"offline:{block.Id:N}:{number}";
        var done = await births.Handle(caller, offline.Birth with { IdempotencyKey = key }, ct, new GivenNumber(block.Id, number));
        if (!done.Failed) return new(number, done.Value.Repeated ? "repeated" : "registered", done.Value.Child, null);
        if (done.Faults[0].Error == PopulationErrors.BirthTwice && await LeadToFirst(block, offline, ct) is { } child) return new(number, "duplicate", child, null);
        return new(number, "refused", null, done.Faults[0].Error.Code);
    }

    // the paper's number becomes a former number of the child that was registered first
    private async Task<PersonId?> LeadToFirst(Block block, OfflineBirth offline, CancellationToken ct)
    {
        var birth = offline.Birth;
        var name = Kernel.Text.VietnameseText.CanonicalKey(birth.FullName);
        return await db.One(Sql.LeadToFirst,
            [birth.Mother?.Value, birth.Father?.Value, birth.BirthDate, name, offline.Number.Value, offline.Number.ToString(), block.Id, clock.GetUtcNow()],
            static r => (PersonId?)new PersonId(r.GetGuid(0)), ct);
    }

    private Task<int> Close(Block block, CancellationToken ct) => db.Transaction(async tx =>
    {
        // waits for births under numbers of this block; those that come later find it closed
        if (await tx.Execute(Sql.Close, [block.Id, clock.GetUtcNow()], ct) == 0) return 0;
        var used = (await tx.Many(Sql.Used, [block.Id], static r => r.GetInt64(0), ct)).ToHashSet();
        int[] free = [.. block.Ordinals.Where(o => !used.Contains(PersonalNumbers.Number(block.Series, o)))];
        await tx.Execute(Sql.GiveBack, [block.Series, free], ct);
        return free.Length;
    }, ct);

    private sealed record Block(Guid Id, int Series, string Agency, int[] Ordinals)
    {
        public static Block Read(Npgsql.NpgsqlDataReader r) => new(r.GetGuid(0), r.GetInt32(1), r.GetString(2), r.GetFieldValue<int[]>(3));

        public bool Holds(PersonalNumber number) => Ordinals.Any(o => PersonalNumbers.Number(Series, o) == number.Value);
    }

    private static class Sql
    {
        public const string Find = "select b.id, b.series, b.agency, b.ordinals from population.offline_block b where b.id = $1";
        public const string Used = "select u.number from population.offline_use u where u.block = $1";
        public const string Close = "update population.offline_block set closed_at = $2 where id = $1 and closed_at is null";
        public const string GiveBack = "insert into population.number_free (series, ordinal) select $1, o from unnest($2::integer[]) o";
        public const string LeadToFirst = """
            with first as (
                select p.id from population.person p
                where (p.mother = $1 or p.father = $2) and p.birth = $3 and p.birth_precision = 3 and p.name_key = $4 order by p.id limit 1),
            open as (select b.id from population.offline_block b where b.id = $7 and b.closed_at is null for share),
            used as (
                insert into population.offline_use (number, block, person, outcome, at)
                select $5, open.id, first.id, 'duplicate', $8 from first, open
                on conflict (number) do nothing),
            led as (
                insert into population.person_identifier (person, kind, value, until, reason, recorded_at)
                select first.id, 1, $6, $3, 'offline-duplicate', $8 from first, open
                on conflict (person, kind, value) do nothing)
            select first.id from first, open
            """;
    }
}

/// <summary>A number of an offline block for a birth.</summary>
internal sealed record GivenNumber(Guid Block, PersonalNumber Number);
