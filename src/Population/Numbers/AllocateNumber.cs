using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Population.Synthetic;

namespace LienThong.Population.Numbers;

/// <summary>
/// Gives out the next number of a series inside the transaction of a registration: rolled back with it, never given twice. A commune works from its own block of a hundred, so that
/// clerks wait for each other only within one commune and series, and the series itself is touched once in a hundred births. Decree 137/2015 art. 13-14.
/// </summary>
internal static class AllocateNumber
{
    public static async Task<Result<PersonalNumber>> Take(Db db, int prefix, Sex sex, int birthYear, string commune, CancellationToken ct)
    {
        // somebody who came by import may bear a number of this series that was not given out here
        while (true)
        {
            var next = await Following(db, prefix, sex, birthYear, commune, ct);
            if (next.Failed || !await db.One(Sql.Borne, [next.Value.Value], static r => r.GetBoolean(0), ct)) return next;
        }
    }

    private static async Task<Result<PersonalNumber>> Following(Db db, int prefix, Sex sex, int birthYear, string commune, CancellationToken ct)
    {
        var series = PersonalNumbers.Series(prefix, sex, birthYear);
        if (await Ordinal(db, Sql.FromBlock, [series, commune], ct) is { } next) return PersonalNumber.Of(PersonalNumbers.Number(series, next));
        // the block first, then the series: a clerk who finds the block used up may hold its lock already, so everybody takes them in this order
        await db.Execute(Sql.OpenBlock, [series, commune], ct);
        await db.Execute(Sql.OpenSeries, [series, PersonalNumbers.FirstLive(series)], ct);
        await db.Execute(Sql.LockBlock, [series, commune], ct);
        var ordinal = await Ordinal(db, Sql.FromBlock, [series, commune], ct) ?? await Lease(db, series, commune, ct);
        return ordinal is { } found ? PersonalNumber.Of(PersonalNumbers.Number(series, found)) : PopulationErrors.NumbersExhausted;
    }

    private static async Task<int?> Lease(Db db, int series, string commune, CancellationToken ct)
    {
        if (await Ordinal(db, Sql.LockSeries, [series], ct) is not { } first || first >= PersonalNumbers.PerSeries) return null;
        var upto = Math.Min(first + 100, PersonalNumbers.PerSeries);
        await db.Execute(Sql.AdvanceSeries, [series, upto], ct);
        await db.Execute(Sql.Refill, [series, commune, first + 1, upto], ct);
        return first;
    }

    private static Task<int?> Ordinal(Db db, string sql, object?[] args, CancellationToken ct) => db.One(sql, args, static r => (int?)r.GetInt32(0), ct);

    internal static class Sql
    {
        public const string Borne = "select exists (select from population.person p where p.number = $1)";
        public const string FromBlock = """
            update population.number_block set next = next + 1
            where series = $1 and commune = $2 and next < upto
            returning next - 1
            """;
        public const string OpenSeries = "insert into population.number_series (series, next) values ($1, $2) on conflict (series) do nothing";
        public const string OpenBlock = "insert into population.number_block (series, commune, next, upto) values ($1, $2, 0, 0) on conflict (series, commune) do nothing";
        public const string LockBlock = "select b.next from population.number_block b where b.series = $1 and b.commune = $2 for update";
        public const string LockSeries = "select s.next from population.number_series s where s.series = $1 for update";
        public const string AdvanceSeries = "update population.number_series set next = $2 where series = $1";
        public const string Refill = "update population.number_block set next = $3, upto = $4 where series = $1 and commune = $2";
    }
}
