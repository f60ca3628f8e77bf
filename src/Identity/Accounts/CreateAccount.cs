using LienThong.Identity.Security;
using LienThong.Identity.SignIn;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using Npgsql;

namespace LienThong.Identity.Accounts;

/// <summary>Opens an account (Decree 69/2024/NĐ-CP art. 7, 12). A person has one citizen account at most.</summary>
internal sealed class CreateAccount(Db db, Passwords passwords, SecurityLog log, TimeProvider clock)
{
    public async Task<Result<AccountId>> Do(Caller caller, NewAccount account, bool demo, CancellationToken ct)
    {
        if (Refusals.OfManager(caller) is { } denied) return denied;
        var name = VietnameseText.Normalise(account.DisplayName);
        var check = new Check();
        check.That(name.Length is >= 1 and <= 200, "/displayName", IdentityErrors.NameMissing);
        check.That(account.Login is null || AccountRules.IsLogin(account.Login), "/login", IdentityErrors.LoginMalformed);
        check.That(account.Kind != AccountKind.Citizen || account is { Person: not null, Level: 1 or 2 }, "/person", IdentityErrors.PersonMissing);
        check.That(account.Kind != AccountKind.Foreigner || account is { Person: null, Level: 1 or 2 }, "/level", AccountErrors.LevelMissing);
        if (account.Password is { } given && passwords.Refusal(given, account.Login) is { } weak) check.That(ok: false, "/password", weak);
        if (!check.Ok) return check.Faults;

        var id = new AccountId(Guid.CreateVersion7());
        var changes = Rows(caller, id, account with { DisplayName = name }, demo);
        if (account.Password is { } password) changes.Add(await passwords.Set(id, password, ct));
        try
        {
            var written = await db.Write(caller, changes, [], ct);
            return written.Failed ? Result<AccountId>.Refused(written.Faults) : id;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return taken.ConstraintName == "account_citizen" ? IdentityErrors.PersonHasAccount.At("/person") : IdentityErrors.LoginTaken.At("/login");
        }
    }

    /// The rows of a new account, for use cases that open one together with more. What they need was checked by them.
    public List<Change> Rows(Caller caller, AccountId id, NewAccount account, bool demo)
    {
        var level = account.Kind is AccountKind.Citizen or AccountKind.Foreigner ? (short?)account.Level : null;
        return
        [
            new(Sql.Create, [id, account.Kind.Word(), level, account.Login, account.Person, account.DisplayName, demo, clock.GetUtcNow()]),
            new(Sql.History, [Guid.CreateVersion7(), id, clock.GetUtcNow(), caller.Id]),
            log.Row(SecurityEventKind.AccountCreated, id, caller.Id),
        ];
    }

    static class Sql
    {
        public const string Create = """
            insert into identity.account (id, kind, level, login, person, display_name, demo, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;

        public const string History = """
            insert into identity.account_history (id, account, state, at, by, reason) values ($1, $2, 'active', $3, $4, 'created')
            """;
    }
}

/// Who may manage accounts: administrators, and the program itself.
internal static class Refusals
{
    public const string Manage = "identity.manage";

    public static Fault? OfManager(Caller caller) =>
        caller.May(Manage) || (caller.Kind == CallerKind.System && caller.Id.StartsWith("program:", StringComparison.Ordinal)) ? null : KernelErrors.NotAllowed.With(Manage);
}
