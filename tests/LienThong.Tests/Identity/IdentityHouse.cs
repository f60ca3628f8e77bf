using LienThong.Identity;
using LienThong.Kernel.Access;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Identity;

/// <summary>A house with accounts of its own; every test makes the accounts that it needs.</summary>
public class IdentityHouse(PostgresRun run) : TestHouse(run)
{
    public const string Password = "một câu dài để nhớ";

    private static readonly Caller Admin = Caller.Program("test");
    private static int count;

    public IAccounts Accounts => Get<IAccounts>();

    public Browser NewBrowser() => new(Address);

    /// <summary>A browser at the name that passkeys belong to.</summary>
    public Browser NewBrowserAtLocalhost() => new(Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

    public static string NewLogin() => $"canbo.{Interlocked.Increment(ref count)}";

    /// <summary>An official with a password and the given roles, each in an agency of its own (X1, X2, …).</summary>
    public async Task<AccountId> Official(string login, params string[] roles)
    {
        var account = (await Accounts.Create(Admin, new(AccountKind.Official, "Trần Thị " + login, login, Password: Password), default)).Value;
        for (var i = 0; i < roles.Length; i++)
            (await Accounts.Assign(Admin, new(account, roles[i], $"X{i + 1}", roles[i], "Vị trí " + roles[i], new DateOnly(2025, 7, i + 1)), default)).Failed.ShouldBeFalse();
        return account;
    }

    public async Task<AccountId> Citizen(Guid person) =>
        (await Accounts.Create(Admin, new(AccountKind.Citizen, "Nguyễn Văn Thử", null, person, 2), default)).Value;

    public async Task<Browser> SignedIn(string login)
    {
        var browser = NewBrowser();
        (await browser.SignIn(login, Password)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
        return browser;
    }

    public Task<List<string>> Events(AccountId account) => Db<IdentityModule>().Many(
        "select kind from identity.security_event where account = $1 order by at, id", [account], r => r.GetString(0), default);
}
