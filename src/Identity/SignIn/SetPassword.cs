using LienThong.Identity.Accounts;
using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.SignIn;

/// <summary>Sets or changes the password of the signed-in account; other sessions end.</summary>
internal sealed class SetPassword(Db db, Passwords passwords, IPopulation population, CompareSelf compare, SecurityLog log, EndSession end)
{
    public async Task<Result> Do(HttpContext http, Session session, string password, string again, CancellationToken ct)
    {
        var login = await db.One(Sql.Login, [session.Account], r => r.TextOrNull(0), ct);
        var check = new Check();
        if (passwords.Refusal(password, login) is { } weak) check.That(ok: false, "/password", weak);
        else if (await MadeOfOwner(session, login, password, ct)) check.That(ok: false, "/password", AccountErrors.PasswordKnown);
        check.That(string.Equals(password, again, StringComparison.Ordinal), "/again", IdentityErrors.PasswordMismatch);
        if (!check.Ok) return check.Faults;
        var change = await passwords.Set(session.Account, password, ct);
        await db.Execute(change.Sql, change.Args, ct);
        await log.Write(SecurityEventKind.PasswordSet, session.Account, Visitor.Of(http), null, ct);
        await end.Others(session.Account, session.Id, ct);
        return Result.Done;
    }

    // The register compares; no datum of the person comes here but the number.
    private async Task<bool> MadeOfOwner(Session session, string? login, string password, CancellationToken ct)
    {
        if (session.Person is not { } self) return new PasswordOwner(login, session.DisplayName, null).IsIn(password);
        var number = (await population.NumbersOf([new PersonId(self)], ct)).GetValueOrDefault(new PersonId(self)).ToString();
        if (new PasswordOwner(login, session.DisplayName, number).IsIn(password)) return true;
        var days = PasswordOwner.DaysIn(password).Distinct().Take(20).Select(d => new VerifyQuestion(number, BirthDate: PartialDate.OfDay(d))).ToList();
        if (days.Count == 0) return false;
        var answers = await compare.Ask(new PersonId(self), days, "password", ct);
        return !answers.Failed && answers.Value.Any(a => a.BirthDate == ItemOutcome.Match);
    }

    static class Sql
    {
        public const string Login = "select login from identity.account where id = $1";
    }
}
