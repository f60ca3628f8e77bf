using LienThong.Population;

namespace LienThong.Identity.Representation;

/// <summary>Finds the citizen account of level 2 behind a personal number: only such an account may represent or be delegated to (Decree 69/2024/NĐ-CP art. 12).</summary>
internal sealed class FindAgent(Db db, IPopulation population)
{
    /// The account, or null when the number leads to none that is active and of level 2.
    public async Task<AccountId?> Do(string typed, CancellationToken ct)
    {
        var digits = typed.Replace(" ", "", StringComparison.Ordinal);
        if (!PersonalNumber.TryParse(digits, null, out var number) || await population.ByNumber(number, ct) is not { } person) return null;
        return await db.One(Sql.Find, [person], r => (AccountId?)new AccountId(r.GetGuid(0)), ct);
    }

    static class Sql
    {
        public const string Find = "select id from identity.account where person = $1 and kind = 'citizen' and level = 2 and state = 'active'";
    }
}
