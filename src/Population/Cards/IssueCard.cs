using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Persons;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;

namespace LienThong.Population.Cards;

/// <summary>Cấp, cấp đổi, cấp lại thẻ căn cước. At most one card of a person is valid; the one before is replaced. Law on Identity 26/2023 art. 19, 21, 24.</summary>
internal sealed class IssueCard(RegistrationDesk desk)
{
    public const string Action = "card-issue";

    public Task<Result<ActRegistered>> Handle(Caller caller, CardIssue act, CancellationToken ct)
    {
        var check = desk.Check(act);
        check.That(desk.Rules.Knows("cardKind", act.Kind, act.On), "/kind", CardErrors.CardKindUnknown);
        check.That(desk.Rules.Knows("cardReason", act.Reason, act.On), "/reason", CardErrors.CardKindUnknown);
        return check.Ok ? desk.Once(Action, act, (tx, now) => Register(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    private async Task<Result<ActRegistered>> Register(Db tx, Caller caller, CardIssue act, DateTimeOffset now, CancellationToken ct)
    {
        var facts = await MovingFacts.Lock(tx, [act.Person], act.On, ct);
        if (!facts.Persons.TryGetValue(act.Person, out var person)) return PopulationErrors.PersonUnknown.At("/person");
        if (person.Locked) return PopulationErrors.PersonLocked.At("/person");
        if (person.Birth.IsSurelyAfter(act.On)) return PopulationErrors.MoveBeforeBirth.At("/on");
        var last = await tx.One(CardRows.Sql.Last, [act.Person.Value], static r => new LastCard(r.GetString(0), r.Date(1)), ct);
        if (last is { State: "valid" } && act.Reason == "first") return CardErrors.CardValid.At("/reason");
        if (last is null && act.Reason != "first") return CardErrors.NoCard.At("/reason");
        if (last is not null && last.Since > act.On) return CardErrors.CardTooEarly.With(HanoiTime.Show(last.Since)).At("/on");

        var expires = act.Kind == "certificate" ? act.On.AddYears(desk.Rules.Limit("card.certificateYears", act.On)) : CardValidity.On(desk.Rules, act.On).Ends(person.Birth, act.On);
        List<Change> changes = [];
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, [act.Person], details: new { act.Kind, act.Reason }), now);
        changes.Add(new(CardRows.Sql.Replace, [act.Person.Value, act.On, now]) { AnyRows = true });
        changes.Add(new(CardRows.Sql.Insert,
            [act.Person.Value, Guid.CreateVersion7(now), person.Number.Value, act.Kind, act.Reason, act.On, expires, act.Document.Agency.Trim(), answer.Registration, now]));
        changes.Add(new(CardRows.Sql.Issued, [act.Person.Value, act.On]));
        MovingFacts.Touch(changes, person, new("card-issued", caller, act.On, act.Document.Number, now), null, new { act.Kind, act.Reason, act.On, expires });
        var written = await tx.Write(caller, changes, [new IdentityCardChanged(act.Person, act.Kind, "valid", act.On, act.Document.Number)], ct);
        return written.Failed ? written.Faults : answer;
    }
}

/// <summary>The latest card of a person: its state and since when.</summary>
internal sealed record LastCard(string State, DateOnly Since);

/// <summary>Statements on cards that several registrations share.</summary>
internal static class CardRows
{
    internal static class Sql
    {
        public const string Last = """
            select c.state, c.changed_on from population.identity_card c where c.person = $1
            order by (c.state = 'valid') desc, c.issued desc, c.recorded_at desc limit 1
            """;
        public const string Replace = """
            update population.identity_card set state = 'replaced', changed_on = $2, changed_at = $3 where person = $1 and state in ('valid', 'lost', 'expired')
            """;
        public const string Insert = """
            insert into population.identity_card (person, id, number, kind, reason, issued, expires, state, agency, registration, recorded_at, changed_at, changed_on)
            values ($1, $2, $3, $4, $5, $6, $7, 'valid', $8, $9, $10, $10, $6)
            """;
        public const string Issued = "update population.person set card_issued = $2 where id = $1";
        public const string End = "update population.identity_card set state = $2, changed_on = $3, changed_at = $4 where person = $1 and state = 'valid'";
        // a merge that is undone gives back what it revoked
        public const string Restore = """
            update population.identity_card c set state = 'valid', changed_on = $3, changed_at = $4 where c.person = $1 and c.state = 'revoked' and c.changed_at = $2
            """;
    }
}
