using LienThong.Kernel.Text;
using LienThong.Population;
using Npgsql;

namespace LienThong.Identity.SignIn;

internal sealed record LoginAccount(AccountId Id, AccountState State, bool Demo)
{
    public static LoginAccount Read(NpgsqlDataReader r) => new(new AccountId(r.GetGuid(0)), AccountRules.StateOf(r.GetString(1)), r.GetBoolean(2));
}

/// <summary>
/// Leads from what somebody typed to an account: a login, the personal number of a citizen, which only the population register knows, or the number of
/// a foreigner's residence card, of which a keyed hash is kept.
/// </summary>
internal sealed class FindLogin(Db db, IPopulation population, Proofing.ForeignSeal seal, Security.Secrets secrets)
{
    public static string Canonical(string typed)
    {
        var text = VietnameseText.Normalise(typed.Length > 100 ? typed[..100] : typed).ToLowerInvariant();
        var digits = text.Replace(" ", "", StringComparison.Ordinal);
        return digits.Length == 12 && digits.All(char.IsAsciiDigit) ? digits : text;
    }

    public async Task<LoginAccount?> ByTyped(string canonical, CancellationToken ct)
    {
        if (canonical.Length != 12 || !canonical.All(char.IsAsciiDigit)) return await ByWord(canonical, ct);
        if (!PersonalNumber.TryParse(canonical, null, out var number) || await population.ByNumber(number, ct) is not { } person) return null;
        return await db.One(Sql.ByPerson, [person], LoginAccount.Read, ct);
    }

    /// <summary>The locked account under a number that a merge cancelled; the number itself leads to the survivor.</summary>
    public async Task<AccountId?> Merged(string canonical, CancellationToken ct) => canonical.Length == 12 && canonical.All(char.IsAsciiDigit)
        ? await db.One(Sql.Merged, [await Accounts.FollowMerges.NumberKey(secrets, canonical, ct)], r => (AccountId?)new AccountId(r.GetGuid(0)), ct)
        : null;

    private async Task<LoginAccount?> ByWord(string canonical, CancellationToken ct)
    {
        if (await db.One(Sql.ByLogin, [canonical], LoginAccount.Read, ct) is { } found) return found;
        var number = Proofing.OpenForeignerCase.Number(canonical);
        return Proofing.OpenForeignerCase.IsPaper(number) ? await db.One(Sql.ByPaper, [await seal.Key(number, ct)], LoginAccount.Read, ct) : null;
    }

    static class Sql
    {
        public const string ByPaper = """
            select a.id, a.state, a.demo from identity.foreigner f join identity.account a on a.id = f.account where f.paper_key = $1
            """;

        public const string Merged = """
            select k.account from identity.merged_account k join identity.account a on a.id = k.account and a.state = 'locked-by-merge' where k.number_key = $1
            """;

        public const string ByLogin = "select id, state, demo from identity.account where login = $1";

        public const string ByPerson = "select id, state, demo from identity.account where person = $1 and kind = 'citizen' and state <> 'cancelled'";
    }
}
