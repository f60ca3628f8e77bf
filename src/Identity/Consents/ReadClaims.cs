using System.Collections.Frozen;
using System.Text.Json.Nodes;
using LienThong.Dictionary;
using LienThong.Identity.Accounts;
using LienThong.Identity.Clients;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Identity.Consents;

/// <summary>
/// The values of claims, read through the broker on the ground of the consent: every answer stands in the ledger and on the person's own page
/// before it leaves. A source that is away leaves its claims out.
/// </summary>
internal sealed class ReadClaims(ClaimBook claims, FindAccounts accounts, IDataBroker broker, Db db)
{
    /// The agreement under which claims are read when the client has none of its own.
    public const string Agreement = "sign-in";

    /// <param name="client">Who gets them.</param>
    /// <param name="consent">The ground; it holds (<see cref="ConsentBook.Find"/>).</param>
    /// <param name="session">The session behind the grant: tells the post that an official acts in; null when none is left.</param>
    /// <param name="wanted">Names of claims that this answer asks for; those not granted are left out without a word.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<Result<JsonObject>> Do(OidcClient client, Consent consent, Guid? session, IReadOnlyCollection<string> wanted, CancellationToken ct)
    {
        var answer = new JsonObject();
        var rules = (await claims.Asked([], wanted, ct)).Where(r => consent.Claims.Contains(r.Claim, StringComparer.Ordinal)).ToList();
        if (rules.Count == 0) return answer;
        if (rules.Any(r => r.Account is not null)) await FromAccount(answer, rules, consent, session, ct);
        var fields = rules.Select(r => r.Field).OfType<string>().Distinct(StringComparer.Ordinal).Select(f => new FieldCode(f)).ToList();
        if (consent.Person is not { } person || fields.Count == 0) return answer;

        var reader = new Caller(CallerKind.System, client.Id, null, client.Agency, null, FrozenSet<string>.Empty, "api", null);
        var read = await broker.Read(
            new DataRequest(reader, client.Agreement ?? Agreement, Purpose.Verification, new Basis(BasisKind.Consent, consent.Id.ToString("D")), new SubjectId(person), fields), ct);
        if (read.Failed) return read.Faults;
        foreach (var rule in rules.Where(r => r.Field is not null))
            if (read.Value[new FieldCode(rule.Field!)] is { } value && ClaimForms.Of(rule.Form, value) is { } claim) answer[rule.Claim] = claim;
        return answer;
    }

    private async Task FromAccount(JsonObject answer, List<ClaimRule> rules, Consent consent, Guid? session, CancellationToken ct)
    {
        if (await accounts.One(consent.Account, ct) is not { } account) return;
        var (agency, post) = session is { } id ? await db.One(Sql.Post, [id, consent.Account], r => (r.GetString(0), r.GetString(1)), ct) : default;
        foreach (var rule in rules.Where(r => r.Account is not null && (r.Field is null || account.Person is null)))
        {
            JsonNode? value = rule.Account switch
            {
                "displayName" => account.DisplayName,
                "level" => account.Level is { } level ? level : null,
                "agency" => agency,
                _ => post,
            };
            if (value is not null) answer[rule.Claim] = value;
        }
    }

    static class Sql
    {
        public const string Post = """
            select g.agency, g.post_title from identity.session s join identity.assignment g on g.id = s.assignment
            where s.id = $1 and s.account = $2
            """;
    }
}
