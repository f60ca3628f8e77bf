using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Population.Reading;
using LienThong.Population.Registrations;

namespace LienThong.Population.Cards;

/// <summary>The contract of cards, use case by use case.</summary>
internal sealed class CardRegister(Db db, NumberHolders holders, IDataBroker broker, RegistrationDesk desk) : ICards
{
    public Task<Result<ActRegistered>> Issue(Caller caller, CardIssue act, CancellationToken ct) => new IssueCard(desk).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> End(Caller caller, CardEnd act, CancellationToken ct) => new EndCard(desk).Handle(caller, act, ct);

    public Task<Result<CardCheck>> Check(VerificationGround ground, string qr, CancellationToken ct) => CheckCard.Handle(db, holders, broker, ground, qr, ct);

    public async Task<IReadOnlyList<IdentityCard>> Of(PersonId person, CancellationToken ct)
    {
        var changes = (await db.Many(Sql.Changes, [person.Value], static r => (Card: r.GetGuid(0), Change: new CardChange(r.GetString(1), r.Date(2), r.Instant(3))), ct)).ToLookup(c => c.Card, c => c.Change);
        return await db.Many(Sql.Of, [person.Value], r => new IdentityCard(
            r.GetGuid(0), PersonalNumber.Of(r.GetInt64(1)), r.GetString(2), r.GetString(3), r.Date(4), r.DateOrNull(5), r.GetString(6), r.GetString(7), [.. changes[r.GetGuid(0)]]), ct);
    }

    private static class Sql
    {
        public const string Of = """
            select c.id, c.number, c.kind, c.reason, c.issued, c.expires, c.state, c.agency from population.identity_card c
            where c.person = $1 order by c.issued desc, c.recorded_at desc limit 100
            """;
        public const string Changes = """
            select h.card, h.after, h.on_day, h.recorded_at from population.identity_card_change h where h.person = $1 order by h.recorded_at, h.before nulls first limit 500
            """;
    }
}
