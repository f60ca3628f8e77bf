using System.Text.Json;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Identity.Clients;
using LienThong.Identity.Provider;
using LienThong.Kernel.Time;

namespace LienThong.Identity.Consents;

/// <summary>One line of the consent page: what would be given, and from which database. Claims that say the same field in several forms are one line.</summary>
/// <param name="Key">Its first claim; of authorization details <c>detail:0:person.fullName</c>.</param>
/// <param name="Claims">Every claim that the line stands for.</param>
/// <param name="Field">Code of the dictionary, or null for what the account itself holds.</param>
/// <param name="Source">Name of the database, in Vietnamese.</param>
/// <param name="Sensitive">Decree 356/2025 art. 4: asked for with a mark of its own.</param>
/// <param name="Required">The relying party cannot serve without it; refusing means refusing all.</param>
internal sealed record SheetItem(string Key, IReadOnlyList<string> Claims, string Vi, string En, string? Field, string Source, string SourceEn, bool Sensitive, bool Required);

/// <summary>Authorization details in words, as the module that keeps their promise says them; every member is shown.</summary>
internal sealed record SheetDetail(string Type, IReadOnlyList<DetailLine> Lines, IReadOnlyList<SheetItem> Fields);

/// <summary>The page as the person saw it; kept with the consent as proof.</summary>
internal sealed record ConsentSheet(
    string Client, string ClientName, string Agency, string Purpose, bool Live, int TextVersion, string Vi, string En, int ValidDays,
    IReadOnlyList<SheetItem> Items, IReadOnlyList<SheetDetail> Details)
{
    public IEnumerable<SheetItem> Optional => Items.Where(i => !i.Required);
}

/// <summary>Puts the consent page together from the registry of clients, the claims and the dictionary.</summary>
internal sealed class WriteSheet(ClaimBook claims, AuthorizationDetails types, IDictionary dictionary, IDirectory directory, TimeProvider clock)
{
    private const string Account = "Tài khoản của bạn trong LienThong";

    /// <param name="client">Who asks.</param>
    /// <param name="ask">What for.</param>
    /// <param name="essential">Claims that the client marked essential: shown as required.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<ConsentSheet> Do(OidcClient client, ConsentAsk ask, IReadOnlyCollection<string> essential, CancellationToken ct)
    {
        var edition = await dictionary.Current(ct);
        var text = await claims.Text(ct);
        var rules = await claims.Asked([], ask.Claims, ct);
        var agency = directory.AgencyAt(client.Agency, clock.Today())?.Name ?? client.Agency;
        var details = new List<SheetDetail>();
        foreach (var detail in ask.Details) details.Add(DetailOf(detail, details.Count, await types.Describe(detail, ct), edition));
        return new ConsentSheet(
            client.Id, client.Name, agency, client.Purpose, client.Live, text.Version, Filled(text.Vi, client, agency), Filled(text.En, client, agency), text.ValidDays,
            [.. rules.GroupBy(r => r.Field ?? r.Claim, StringComparer.Ordinal).Select(g => ItemOf([.. g], edition, g.Any(r => essential.Contains(r.Claim, StringComparer.Ordinal))))],
            details);
    }

    private static string Filled(string text, OidcClient client, string agency) => text
        .Replace("{client}", client.Name, StringComparison.Ordinal)
        .Replace("{agency}", agency, StringComparison.Ordinal)
        .Replace("{purpose}", client.Purpose.TrimEnd('.'), StringComparison.Ordinal);

    private static SheetItem ItemOf(List<ClaimRule> rules, DictionaryEdition edition, bool required)
    {
        var rule = rules[0];
        string[] claims = [.. rules.Select(r => r.Claim)];
        if (rule.Field is not { } code) return new(rule.Claim, claims, rule.Vi, rule.En, null, Account, "Your account in LienThong", Sensitive: false, required);
        var field = edition.Field(new FieldCode(code));
        var database = field is null ? null : edition.Database(field.Database);
        return new(rule.Claim, claims, rule.Vi, rule.En, code, database?.Vi ?? "–", database?.En ?? "–", field?.Sensitivity == Sensitivity.Sensitive, required);
    }

    private static SheetDetail DetailOf(JsonElement detail, int position, IReadOnlyList<DetailLine> lines, DictionaryEdition edition)
    {
        var fields = FieldsOf(detail).Select(code =>
        {
            var field = edition.Field(new FieldCode(code));
            var database = field is null ? null : edition.Database(field.Database);
            return new SheetItem($"detail:{position}:{code}", [], field?.Vi ?? code, field?.En ?? code, code, database?.Vi ?? "–", database?.En ?? "–", field?.Sensitivity == Sensitivity.Sensitive, Required: true);
        });
        return new(detail.TryGetProperty("type", out var type) ? type.ToString() : "", lines, [.. fields]);
    }

    /// <summary>The fields that authorization details name.</summary>
    internal static IEnumerable<string> FieldsOf(JsonElement detail) =>
        detail.TryGetProperty("fields", out var fields) && fields.ValueKind == JsonValueKind.Array
            ? fields.EnumerateArray().Where(f => f.ValueKind == JsonValueKind.String).Select(f => f.GetString()!)
            : [];
}
