using LienThong.Kernel.Text;
using LienThong.Population;
using Npgsql;

namespace LienThong.Identity.SignIn;

internal sealed record LoginAccount(AccountId Id, AccountState State, bool Demo)
{
    public static LoginAccount Read(NpgsqlDataReader r) => new(new AccountId(r.GetGuid(0)), AccountRules.StateOf(r.GetString(1)), r.GetBoolean(2));
}

/// <summary>Leads from what somebody typed to an account: a login, or the personal number of a citizen, which only the population register knows.</summary>
internal sealed class FindLogin(Db db, IPopulation population)
{
    public static string Canonical(string typed)
    {
        var text = VietnameseText.Normalise(typed.Length > 100 ? typed[..100] : typed).ToLowerInvariant();
        var digits = text.Replace(" ", "", StringComparison.Ordinal);
        return digits.Length == 12 && digits.All(char.IsAsciiDigit) ? digits : text;
    }

    public async Task<LoginAccount?> ByTyped(string canonical, CancellationToken ct)
    {
        if (canonical.Length != 12 || !canonical.All(char.IsAsciiDigit)) return await db.One(Sql.ByLogin, [canonical], LoginAccount.Read, ct);
        if (!PersonalNumber.TryParse(canonical, null, out var number) || await population.ByNumber(number, ct) is not { } person) return null;
        return await db.One(Sql.ByPerson, [person], LoginAccount.Read, ct);
    }

    static class Sql
    {
        public const string ByLogin = "select id, state, demo from identity.account where login = $1";

        public const string ByPerson = "select id, state, demo from identity.account where person = $1 and kind = 'citizen' and state <> 'cancelled'";
    }
}
