using LienThong.Identity.Representation;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using Npgsql;

namespace LienThong.Identity.Organisations;

/// <summary>What a legal representative declares about the organisation.</summary>
/// <param name="Code">Enterprise number, agency code or code of its decision; opaque.</param>
/// <param name="Name">Name as registered.</param>
/// <param name="Founded">Day of founding or registration.</param>
/// <param name="Address">Seat.</param>
/// <param name="Paper">The paper that founds it: number, date, by whom.</param>
/// <param name="Others">Personal numbers of the other legal representatives, one a line.</param>
internal sealed record OrganisationForm(string Code, string Name, DateOnly? Founded, string Address, string Paper, string Others);

/// <summary>
/// A legal representative with an account of level 2 asks for the account of an organisation; every other representative is asked for consent, then an
/// official checks the paper against the register. Decree 69/2024/NĐ-CP art. 12.
/// </summary>
internal sealed class RequestOrganisation(Db db, FindAgent agents, TimeProvider clock)
{
    private const int MostOthers = 10;

    public async Task<Result<Guid>> Do(Caller caller, Session session, OrganisationForm form, CancellationToken ct)
    {
        if (session is not { Kind: AccountKind.Citizen, Level: 2 }) return AccountErrors.LevelTwoNeeded;
        var (code, name) = (form.Code.Trim().ToUpperInvariant(), VietnameseText.Normalise(form.Name));
        var (address, paper) = (VietnameseText.Normalise(form.Address), VietnameseText.Normalise(form.Paper));
        var check = new Check();
        check.That(code.Length is >= 3 and <= 35 && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'), "/code", AccountErrors.OrganisationCodeMalformed);
        check.That(name.Length is >= 1 and <= 200, "/name", IdentityErrors.NameMissing);
        check.That(form.Founded is not { } day || day <= HanoiTime.DateOf(clock.GetUtcNow()), "/founded", AccountErrors.BirthDateMissing);
        check.That(address.Length <= 300, "/address", IdentityErrors.NameMissing);
        check.That(paper.Length is >= 5 and <= 300, "/paper", AccountErrors.PapersMissing);
        var others = await Others(session.Account, form.Others, check, ct);
        if (!check.Ok) return check.Faults;
        return await Store(caller, session.Account, form with { Code = code, Name = name, Address = address, Paper = paper }, others, ct);
    }

    private async Task<HashSet<AccountId>> Others(AccountId self, string typed, Check check, CancellationToken ct)
    {
        HashSet<AccountId> others = [];
        foreach (var number in typed.Split([',', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostOthers + 1))
        {
            var agent = others.Count < MostOthers ? await agents.Do(number, ct) : null;
            if (check.That(agent is not null && agent != self, AccountErrors.AgentUnknown.With(number.Length > 15 ? number[..15] : number).At("/others"))) others.Add(agent!.Value);
        }
        return others;
    }

    private async Task<Result<Guid>> Store(Caller caller, AccountId by, OrganisationForm form, HashSet<AccountId> others, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        List<Change> changes =
        [
            new(Sql.Add, [id, form.Code, form.Name, form.Founded, form.Address, form.Paper, by, clock.GetUtcNow(), others.Count == 0 ? "check" : "consent"]),
            .. others.Select(o => new Change(Sql.Ask, [id, o])),
        ];
        try
        {
            var written = await db.Write(caller, changes, [], ct);
            if (!written.Failed) return id;
            return written.Faults[0].Error == KernelErrors.Conflict ? AccountErrors.OrganisationTaken.At("/code") : Result<Guid>.Refused(written.Faults);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return AccountErrors.OrganisationTaken.At("/code");
        }
    }

    static class Sql
    {
        public const string Add = """
            insert into identity.organisation_request (id, code, name, founded, address, paper, requested_by, requested_at, state)
            select $1, $2::text, $3, $4, $5, $6, $7, $8, $9
            where not exists (select from identity.organisation where code = $2)
            """;

        public const string Ask = "insert into identity.organisation_consent (request, account) values ($1, $2)";
    }
}
