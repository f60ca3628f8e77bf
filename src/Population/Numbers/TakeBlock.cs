using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Registrations;
using LienThong.Population.Synthetic;

namespace LienThong.Population.Numbers;

/// <summary>Gives a commune numbers for work without a line: first those that came back unused, then new ones of the series.</summary>
internal sealed class TakeBlock(RegistrationDesk desk, HouseOptions house, IDirectory directory)
{
    private const string Action = "number-block";

    public async Task<Result<NumberBlock>> Handle(Caller caller, NumberBlockRequest request, CancellationToken ct)
    {
        var check = new Check();
        var most = desk.Rules.Limit("block.mostNumbers", desk.Today);
        check.That(request.Size >= 1 && request.Size <= most, PopulationErrors.BlockSize.With(most).At("/size"));
        check.That(request.BirthYear >= desk.Today.Year - 1 && request.BirthYear <= desk.Today.Year + 1, "/birthYear", PopulationErrors.BlockYear);
        check.That(Residence.AreaCodes.IsCommune(request.Commune), "/commune", PopulationErrors.AreaUnknown);
        if (!check.Ok) return check.Faults;
        var prefix = NumberPrefix.Of(house, directory, request.Commune, desk.Today);
        if (prefix.Failed) return prefix.Faults;
        var series = PersonalNumbers.Series(prefix.Value, request.Sex, request.BirthYear);
        return await desk.Once<NumberBlock>(request.IdempotencyKey, Action, request, static b => b with { Repeated = true }, (tx, now) => Take(tx, caller, request, series, now, ct), ct);
    }

    private static async Task<Result<NumberBlock>> Take(Db tx, Caller caller, NumberBlockRequest request, int series, DateTimeOffset now, CancellationToken ct)
    {
        await tx.Execute(Sql.LockBlocks, [], ct);
        List<int> ordinals = [];
        // somebody who came by import may bear a number of this series that was not given out here: never on a paper of another
        while (ordinals.Count < request.Size)
        {
            var some = await Some(tx, series, request.Size - ordinals.Count, ct);
            if (some.Failed) return some.Faults;
            var borne = (await tx.Many(Sql.Borne, [some.Value.Select(o => PersonalNumbers.Number(series, o)).ToArray()], static r => r.GetInt64(0), ct)).ToHashSet();
            ordinals.AddRange(some.Value.Where(o => !borne.Contains(PersonalNumbers.Number(series, o))));
        }

        var id = Guid.CreateVersion7(now);
        var answer = new NumberBlock(id, request.Commune, [.. ordinals.Select(o => PersonalNumber.Of(PersonalNumbers.Number(series, o)))], now, Repeated: false);
        var written = await tx.Write(caller,
            [new(Sql.Insert, [id, series, request.Commune, caller.Agency ?? caller.Id, caller.Id, ordinals.ToArray(), now]), RememberRequest.Store(request.IdempotencyKey, Action, answer)], [], ct);
        return written.Failed ? written.Faults : answer;
    }

    private static async Task<Result<List<int>>> Some(Db tx, int series, int size, CancellationToken ct)
    {
        var ordinals = await tx.Many(Sql.FromReturned, [series, size], static r => r.GetInt32(0), ct);
        if (ordinals.Count == size) return ordinals;
        var more = size - ordinals.Count;
        await tx.Execute(AllocateNumber.Sql.OpenSeries, [series, PersonalNumbers.FirstLive(series)], ct);
        if (await tx.One(Sql.FromSeries, [series, more], static r => (int?)r.GetInt32(0), ct) is not { } first) return PopulationErrors.NumbersExhausted;
        ordinals.AddRange(Enumerable.Range(first, more));
        return ordinals;
    }

    private static class Sql
    {
        public const string LockBlocks = "select pg_advisory_xact_lock(7307)";
        public const string Borne = "select p.number from population.person p where p.number = any($1)";
        public const string FromReturned = """
            delete from population.number_free f
            using (select n.series, n.ordinal from population.number_free n where n.series = $1 order by n.ordinal limit $2 for update skip locked) taken
            where f.series = taken.series and f.ordinal = taken.ordinal
            returning f.ordinal
            """;
        public const string FromSeries = """
            update population.number_series set next = next + $2 where series = $1 and next + $2 <= 1000000 returning next - $2
            """;
        public const string Insert = """
            insert into population.offline_block (id, series, commune, agency, caller, ordinals, taken_at) values ($1, $2, $3, $4, $5, $6, $7)
            """;
    }
}
