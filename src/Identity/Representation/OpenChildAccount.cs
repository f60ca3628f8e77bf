using System.Text.Json;
using LienThong.Dictionary;
using LienThong.Identity.Accounts;
using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population;
using Npgsql;

namespace LienThong.Identity.Representation;

/// <summary>A child, own or in guardianship, as the own entry of the adult in the population register names it.</summary>
internal sealed record NamedChild(string Number, string Name);

/// <summary>
/// A parent or guardian opens an account of level 1 for a child, and acts for it until the child is of age or the guardianship ends. Who that is is told by the
/// population register, never by the adult; each reading stands in the ledger. Decree 69/2024/NĐ-CP art. 7; Civil Code 91/2015/QH13 art. 136.
/// </summary>
internal sealed class OpenChildAccount(
    Db db, IDataBroker broker, IPopulation population, CreateAccount create, AccountLimits limits, SecurityLog log, TimeProvider clock)
{
    private static readonly FieldCode Children = new("person.children"), Wards = new("person.represented"), Name = new("person.fullName"), Birth = new("person.birthDate"),
        Father = new("person.father"), Mother = new("person.mother"), Guardian = new("person.representative"), Number = new("person.number");

    /// The children and wards that the register names in the adult's own data.
    public async Task<Result<IReadOnlyList<NamedChild>>> ChildrenOf(Caller parent, Session session, CancellationToken ct)
    {
        if (session.Person is not { } self) return AccountErrors.LevelTwoNeeded;
        var own = parent with { Person = self };
        var answer = await broker.Read(new DataRequest(own, "own-data", Purpose.OwnData, new Basis(BasisKind.OwnData, "account"), new SubjectId(self), [Children, Wards]), ct);
        if (answer.Failed) return answer.Faults;
        if (answer.Value.Values.Any(v => v.Outcome == ReadOutcome.Unavailable)) return AccountErrors.RegisterSilent;
        return NamedIn(answer.Value[Children]).Concat(NamedIn(answer.Value[Wards])).DistinctBy(c => c.Number).ToArray();
    }

    private static NamedChild[] NamedIn(FieldValue? people)
    {
        if (people?.Value is not { } text) return [];
        using var json = JsonDocument.Parse(text);
        return [.. json.RootElement.EnumerateArray()
            .Select(c => (Number: c.TryGetProperty("number", out var n) ? n.GetString() : null, Name: c.TryGetProperty("name", out var x) ? x.GetString() : null))
            .Where(c => c is { Number: not null, Name: not null }).Select(c => new NamedChild(c.Number!, c.Name!))];
    }

    public async Task<Result<AccountId>> Do(Caller parent, Session session, string childNumber, CancellationToken ct)
    {
        if (session is not { Kind: AccountKind.Citizen, Level: 2, Person: { } self }) return AccountErrors.LevelTwoNeeded;
        if (!PersonalNumber.TryParse(childNumber, null, out var number) || await population.ByNumber(number, ct) is not { } child) return AccountErrors.NotYourChild;
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var request = new DataRequest(parent with { Person = self }, AccountCaseGround.ChildAgreement, Purpose.Verification, AccountCaseGround.OfChild(id), new SubjectId(child.Value), [Number, Name, Birth, Father, Mother, Guardian]);
        var answer = await broker.Read(request, ct);
        if (answer.Failed) return answer.Faults;
        if (answer.Value.Values.Any(v => v.Outcome == ReadOutcome.Unavailable)) return AccountErrors.RegisterSilent;

        var own = (await population.NumbersOf([new PersonId(self)], ct))[new PersonId(self)].ToString();
        var kind = NumberIn(answer.Value[Father]) == own || NumberIn(answer.Value[Mother]) == own ? Mandate.Parent : NumberIn(answer.Value[Guardian]) == own ? Mandate.Guardian : null;
        if (kind is null) return AccountErrors.NotYourChild;
        var adult = await limits.Of(AccountLimits.Adult, ct);
        var today = HanoiTime.DateOf(clock.GetUtcNow());
        if (!DateOnly.TryParseExact(answer.Value[Birth]?.Value, "O", out var born)) return AccountErrors.NotYourChild;
        if (AccountLimits.AgeOn(born, today) >= adult) return AccountErrors.ChildIsAdult.With(adult);
        return await Store(parent, (session.Account, kind), child, answer.Value[Name]!.Value!, LastDay(born, adult), ct);
    }

    /// The day before the child is of age.
    internal static DateOnly LastDay(DateOnly born, int adult) =>
        (born is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(born.Year + adult) ? new DateOnly(born.Year + adult, 3, 1) : born.AddYears(adult)).AddDays(-1);

    private async Task<Result<AccountId>> Store(Caller parent, (AccountId Account, string Kind) by, PersonId child, string name, DateOnly last, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var known = await db.One(Sql.OfPerson, [child], r => (AccountId?)new AccountId(r.GetGuid(0)), ct);
        var id = known ?? new AccountId(Guid.CreateVersion7());
        var scopes = await db.One(Sql.Scopes, [], r => r.GetFieldValue<string[]>(0), ct) ?? [];
        List<Change> changes = known is null ? create.Rows(parent, id, new NewAccount(AccountKind.Citizen, name, null, child.Value, 1), demo: false) : [];
        changes.Add(Mandate.Give(id, by.Account, by.Kind, scopes, (HanoiTime.DateOf(now), last), by.Kind + " in the population register", (parent.Id, now)));
        changes.Add(log.Row(SecurityEventKind.MandateGiven, by.Account, $"{by.Kind} of {id}"));
        changes.Add(log.Row(SecurityEventKind.MandateGiven, id, $"{by.Kind} {by.Account}"));
        try
        {
            var written = await db.Write(parent, changes, [], ct);
            return written.Failed ? Result<AccountId>.Refused(written.Faults) : id;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return AccountErrors.AlreadyDelegated;
        }
    }

    private static string? NumberIn(FieldValue? person)
    {
        if (person?.Value is not { } text) return null;
        using var json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("number", out var number) ? number.GetString() : null;
    }

    static class Sql
    {
        public const string OfPerson = "select id from identity.account where person = $1 and kind = 'citizen' and state <> 'cancelled'";

        public const string Scopes = "select scopes from identity.role where code = 'citizen'";
    }
}
