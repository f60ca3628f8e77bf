using LienThong.Kernel.Data;
using LienThong.Kernel.Time;
using LienThong.Population.Legal;

namespace LienThong.Population.Cards;

/// <summary>Marks cards whose last day has passed, and gives loaded people whose record names a day of issue the card that this day tells of. Both by set, in the night of a small register.</summary>
internal sealed class CompleteCards(Db<PopulationModule> db, LegalRules rules, TimeProvider clock)
{
    /// <summary>A register of demonstration size is completed; a country's cards come from the register of cards.</summary>
    private const long MostLoaded = 300_000;

    public async Task Run(CancellationToken ct)
    {
        var (today, now) = (clock.Today(), clock.GetUtcNow());
        if (await db.One(Sql.LoadedWithoutCards, [MostLoaded], static r => r.GetBoolean(0), ct))
        {
            var terms = CardValidity.On(rules, today);
            await db.Execute(Sql.FromLoad, [terms.Ages.ToArray(), terms.EarlyYears, now], ct);
        }

        await db.Execute(Sql.Expire, [today, now], ct);
    }

    private static class Sql
    {
        public const string LoadedWithoutCards = """
            select exists (select from population.synthetic s where s.finished_at is not null and s.people <= $1) and not exists (select from population.identity_card c where c.registration is null)
            """;
        public const string FromLoad = """
            insert into population.identity_card (person, id, number, kind, reason, issued, expires, state, agency, recorded_at, changed_at, changed_on)
            select p.id, gen_random_uuid(), p.number, case when p.card_issued < '2024-07-01' then 'cccd' else 'can-cuoc' end, 'first', p.card_issued,
                   (select (p.birth + make_interval(years => a.age))::date from unnest($1::integer[]) a(age) where p.card_issued < p.birth + make_interval(years => a.age - $2::integer) order by a.age limit 1),
                   case when p.died is null then 'valid' else 'locked' end, 'Bộ Công an', $3, $3, p.card_issued
            from population.person p
            where p.card_issued is not null and p.birth_precision > 0
            on conflict do nothing
            """;
        public const string Expire = """
            update population.identity_card set state = 'expired', changed_on = expires + 1, changed_at = $2 where state = 'valid' and expires < $1
            """;
    }
}
