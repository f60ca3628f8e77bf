using LienThong.Kernel.Access;
using LienThong.Kernel.Content;
using LienThong.Kernel.Time;

namespace LienThong.Identity.Accounts;

/// <summary>One limit of <c>content/accounts/rules.yaml</c>, by day of law.</summary>
public sealed record AccountLimit(string Code, string Vi, int Value, DateOnly EffectiveFrom, DateOnly? EffectiveTo, string LegalBasis, string? Confidence = null) : ILegal;

/// <summary>Ages that the law sets for accounts: they are content, not constants.</summary>
internal sealed class AccountLimits(Db db, TimeProvider clock)
{
    public const string OwnAccount = "age.own-account", ChildLevelTwo = "age.child-level-two", ForeignerLevelTwo = "age.foreigner-level-two", Adult = "age.adult";

    /// The value in force today.
    public async Task<int> Of(string code, CancellationToken ct)
    {
        var value = await db.One(Sql.Find, [code, clock.Today()], r => (int?)r.GetInt32(0), ct);
        return value ?? throw new InvalidOperationException($"content/accounts/rules.yaml has no limit {code} for today.");
    }

    /// Full years on a day; somebody born on 29 February turns a year older on 1 March.
    public static int AgeOn(DateOnly birth, DateOnly day) => day.Year - birth.Year - ((day.Month, day.Day).CompareTo((birth.Month, birth.Day)) < 0 ? 1 : 0);

    public static async Task Load(Db db, ContentFolder content, ContentReport report, CancellationToken ct)
    {
        string[] needed = [OwnAccount, ChildLevelTwo, ForeignerLevelTwo, Adult];
        List<Change> changes = [];
        foreach (var file in content.Yaml<IReadOnlyList<AccountLimit>>("accounts/rules.yaml"))
        {
            foreach (var limit in file.Value)
            {
                if (!needed.Contains(limit.Code)) report.Fault(file.File, file.LineOf(limit), $"Không có giới hạn “{limit.Code}”. Dùng một trong: {string.Join(", ", needed)}.");
                changes.Add(new(Sql.Put, [limit.Code, limit.EffectiveFrom, limit.EffectiveTo, limit.Value, limit.LegalBasis]));
            }
        }
        if (report.HasFaults || changes.Count == 0) return;
        var written = await db.Write(Caller.Program("content"), changes, [], ct);
        if (written.Failed) throw new InvalidOperationException("Limits of accounts could not be written: " + written.Faults[0].Error.Code);
        report.Count("account limits", changes.Count);
    }

    static class Sql
    {
        public const string Find = """
            select value from identity.account_rule where code = $1 and valid_from <= $2 and (valid_to is null or valid_to >= $2) order by valid_from desc limit 1
            """;

        public const string Put = """
            insert into identity.account_rule (code, valid_from, valid_to, value, legal_basis) values ($1, $2, $3, $4, $5)
            on conflict (code, valid_from) do update set valid_to = excluded.valid_to, value = excluded.value, legal_basis = excluded.legal_basis
            """;
    }
}
