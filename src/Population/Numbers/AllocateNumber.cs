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
    private const int Attempts = 5;

    public static async Task<Result<PersonalNumber>> Take(Db db, int prefix, Sex sex, int birthYear, string commune, CancellationToken ct)
    {
        var series = PersonalNumbers.Series(prefix, sex, birthYear);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await Ordinal(db, Sql.FromBlock, [series, commune], ct) is { } next) return PersonalNumber.Of(PersonalNumbers.Number(series, next));
            await db.Execute(Sql.OpenSeries, [series, PersonalNumbers.FirstLive(series)], ct);
            if (await Ordinal(db, Sql.LeaseBlock, [series, commune], ct) is { } first) return PersonalNumber.Of(PersonalNumbers.Number(series, first));
        }

        return PopulationErrors.NumbersExhausted;
    }

    private static Task<int?> Ordinal(Db db, string sql, object?[] args, CancellationToken ct) => db.One(sql, args, static r => (int?)r.GetInt32(0), ct);

    internal static class Sql
    {
        public const string FromBlock = """
            update population.number_block set next = next + 1
            where series = $1 and commune = $2 and next < upto
            returning next - 1
            """;
        public const string OpenSeries = "insert into population.number_series (series, next) values ($1, $2) on conflict (series) do nothing";
        // a block that another clerk renewed a moment ago is left alone; this call then takes from it
        public const string LeaseBlock = """
            with leased as (
                update population.number_series set next = least(next + 100, 1000000)
                where series = $1 and next < 1000000
                returning (next - 1) / 100 * 100 as first, next as upto)
            insert into population.number_block (series, commune, next, upto)
            select $1, $2, first + 1, upto from leased
            on conflict (series, commune) do update set next = excluded.next, upto = excluded.upto where number_block.next >= number_block.upto
            returning next - 1
            """;
    }
}
