using LienThong.Kernel.Content;
using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Time;

namespace LienThong.Identity.Consents;

/// <summary>One claim: what a relying party can learn about a person, and where it comes from.</summary>
/// <param name="Claim">Name in tokens and userinfo.</param>
/// <param name="Scope">The scope that asks for it.</param>
/// <param name="Field">Field of the dictionary; null when the account itself holds it.</param>
/// <param name="Account">What the account holds: displayName, level, agency, post; the fallback of a claim with a field.</param>
/// <param name="Form">How the canonical value becomes the claim (<see cref="ClaimForms"/>).</param>
internal sealed record ClaimRule(string Claim, string Scope, string? Field, string? Account, string Form, string Vi, string En);

/// <summary>The text that people agree to. What a version says never changes.</summary>
internal sealed record ConsentText(int Version, string Vi, string En, int ValidDays, DateOnly EffectiveFrom, string LegalBasis);

/// <summary>The claims of <c>content/claims</c> and the newest consent text, in memory.</summary>
internal sealed class ClaimBook(Db db, TimeProvider clock)
{
    private volatile Task<Loaded>? loaded;

    private sealed record Loaded(IReadOnlyList<ClaimRule> Rules, IReadOnlyList<ConsentText> Texts);

    /// All claims in the order of the consent page.
    public async ValueTask<IReadOnlyList<ClaimRule>> All(CancellationToken ct) => (await Load(ct)).Rules;

    /// <summary>Claims that scopes ask for and claims that are asked for by name, each once, in order. Unknown names are ignored, as OpenID Connect wants.</summary>
    public async ValueTask<IReadOnlyList<ClaimRule>> Asked(IReadOnlyCollection<string> scopes, IReadOnlyCollection<string> claims, CancellationToken ct) =>
        [.. (await All(ct)).Where(r => scopes.Contains(r.Scope, StringComparer.Ordinal) || claims.Contains(r.Claim, StringComparer.Ordinal))];

    /// The text in force today.
    public async ValueTask<ConsentText> Text(CancellationToken ct)
    {
        var today = clock.Today();
        return (await Load(ct)).Texts.First(t => t.EffectiveFrom <= today);
    }

    /// After content was loaded.
    public void Forget() => loaded = null;

    private async Task<Loaded> Load(CancellationToken ct)
    {
        if (loaded is { IsCompletedSuccessfully: true } known) return await known;
        var fresh = new Loaded(
            await db.Many(Sql.Claims, [], r => new ClaimRule(r.GetString(0), r.GetString(1), r.TextOrNull(2), r.TextOrNull(3), r.GetString(4), r.GetString(5), r.GetString(6)), ct),
            await db.Many(Sql.Texts, [], r => new ConsentText(r.GetInt32(0), r.GetString(1), r.GetString(2), r.GetInt32(3), r.Date(4), r.GetString(5)), ct));
        loaded = Task.FromResult(fresh);
        return fresh;
    }

    static class Sql
    {
        public const string Claims = "select claim, scope, field, account, form, vi, en from identity.claim order by position";
        public const string Texts = "select version, vi, en, valid_days, effective_from, legal_basis from identity.consent_text order by version desc";
    }
}

/// <summary>Loads <c>content/claims</c>: the claims, and the versions of the consent text. A text that was published is never changed.</summary>
internal static class LoadClaims
{
    internal sealed record Row(string Claim, string Scope, string Form, string Vi, string En)
    {
        public string? Field { get; init; }

        public string? Account { get; init; }
    }

    internal sealed record TextRow(int Version, DateOnly EffectiveFrom, int ValidDays, string Vi, string En, string LegalBasis) : ILegal
    {
        public DateOnly? EffectiveTo { get; init; }

        public Certainty Confidence { get; init; } = Certainty.H;
    }

    public static async Task Do(Db db, DictionaryEdition edition, ContentFolder content, ContentReport report, CancellationToken ct)
    {
        var files = content.Yaml<IReadOnlyList<Row>>("claims/claims*.yaml");
        foreach (var file in files)
        {
            foreach (var row in file.Value)
            {
                if (row.Field is { } field && edition.Field(new FieldCode(field)) is null)
                    report.Fault(file.File, file.LineOf(row), $"“{row.Claim}”: từ điển không có trường “{field}”. Sửa theo content/fields.");
                if (!ClaimForms.Known.Contains(row.Form))
                    report.Fault(file.File, file.LineOf(row), $"“{row.Claim}”: không có dạng “{row.Form}”. Các dạng: {string.Join(", ", ClaimForms.Known)}.");
            }
        }
        if (report.HasFaults) return;
        List<Change> changes = [new(Sql.Clear, []) { AnyRows = true }];
        var rows = files.SelectMany(f => f.Value).ToList();
        changes.AddRange(rows.Select((r, i) => new Change(Sql.Claim, [r.Claim, r.Scope, r.Field, r.Account, r.Form, r.Vi, r.En, i])));
        foreach (var text in content.Yaml<IReadOnlyList<TextRow>>("claims/consent.yaml").SelectMany(f => f.Value))
            changes.Add(new(Sql.Text, [text.Version, text.Vi, text.En, text.ValidDays, text.EffectiveFrom, text.LegalBasis]) { AnyRows = true });
        var written = await db.Write(Caller.Program("content"), changes, [], ct);
        if (written.Failed) throw new InvalidOperationException("Claims could not be written: " + written.Faults[0].Error.Code);
        report.Count("claims", rows.Count);
    }

    static class Sql
    {
        public const string Clear = "delete from identity.claim";
        public const string Claim = "insert into identity.claim (claim, scope, field, account, form, vi, en, position) values ($1, $2, $3, $4, $5, $6, $7, $8)";

        public const string Text = """
            insert into identity.consent_text (version, vi, en, valid_days, effective_from, legal_basis) values ($1, $2, $3, $4, $5, $6)
            on conflict (version) do nothing
            """;
    }
}
