using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;

namespace LienThong.Population.Cards;

/// <summary>Báo mất, nộp lại, thu hồi thẻ. Law on Identity 26/2023 art. 24, 29.</summary>
internal sealed class EndCard(RegistrationDesk desk)
{
    public const string Action = "card-end";

    public Task<Result<ActRegistered>> Handle(Caller caller, CardEnd act, CancellationToken ct)
    {
        var check = desk.Check(act);
        check.That(desk.Rules.Knows("cardEnd", act.How, act.On), "/how", CardErrors.CardKindUnknown);
        return check.Ok ? desk.Once(Action, act, (tx, now) => Register(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    private static async Task<Result<ActRegistered>> Register(Db tx, Caller caller, CardEnd act, DateTimeOffset now, CancellationToken ct)
    {
        var facts = await MovingFacts.Lock(tx, [act.Person], act.On, ct);
        if (!facts.Persons.TryGetValue(act.Person, out var person)) return PopulationErrors.PersonUnknown.At("/person");
        if (person.Locked) return PopulationErrors.PersonLocked.At("/person");
        var card = await tx.One(Sql.Valid, [act.Person.Value], static r => (Kind: r.GetString(0), Since: r.Date(1)), ct);
        if (card.Kind is null) return CardErrors.NoValidCard.At("/person");
        if (card.Since > act.On) return CardErrors.CardTooEarly.With(HanoiTime.Show(card.Since)).At("/on");
        List<Change> changes = [];
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, [act.Person], details: new { act.How }), now);
        changes.Add(new(CardRows.Sql.End, [act.Person.Value, act.How, act.On, now]));
        MovingFacts.Touch(changes, person, new("card-ended", caller, act.On, act.Document.Number, now), new { card.Kind }, new { act.How, act.On });
        var written = await tx.Write(caller, changes, [new IdentityCardChanged(act.Person, card.Kind, act.How, act.On, act.Document.Number)], ct);
        return written.Failed ? written.Faults : answer;
    }

    private static class Sql
    {
        public const string Valid = "select c.kind, c.changed_on from population.identity_card c where c.person = $1 and c.state = 'valid'";
    }
}
