using LienThong.Dictionary;
using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Ledger;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Consents;

/// <summary>What the person decided about a sheet.</summary>
/// <param name="Granted">Keys of the lines granted, required ones among them.</param>
/// <param name="Language">The language that the page was read in.</param>
internal sealed record ConsentAnswer(IReadOnlyCollection<string> Granted, string Language);

/// <summary>
/// Records that a person agreed: first the ledger, then the row with the page as it was shown. What was granted earlier and is refused now is
/// withdrawn. Officials and organisations agree for their account; only a person has data that can be read.
/// </summary>
internal sealed class GiveConsent(Db db, ILedger ledger, ClaimBook claims, ConsentBook book, SecurityLog log, TimeProvider clock)
{
    public async Task<Result<Consent>> Do(HttpContext http, Session session, ConsentAsk ask, ConsentSheet sheet, ConsentAnswer answer, CancellationToken ct)
    {
        var missing = sheet.Items.FirstOrDefault(i => i.Required && !answer.Granted.Contains(i.Key, StringComparer.Ordinal));
        if (missing is not null) return ConsentErrors.RequiredRefused.With(missing.Vi);
        var rules = await claims.Asked([], ask.Claims, ct);
        var agreed = sheet.Items.Where(i => answer.Granted.Contains(i.Key, StringComparer.Ordinal)).SelectMany(i => i.Claims).ToHashSet(StringComparer.Ordinal);
        var granted = rules.Where(r => agreed.Contains(r.Claim)).ToList();
        var refused = rules.Except(granted).Select(r => r.Claim).ToArray();
        string[] fields = [.. granted.Select(r => r.Field).OfType<string>().Concat(ask.Details.SelectMany(WriteSheet.FieldsOf)).Distinct(StringComparer.Ordinal)];

        var at = LedgerEntry.Instant(clock.GetUtcNow());
        var consent = new Consent(
            Guid.CreateVersion7(at), session.Account, session.Person, ask.Client, [.. ask.Scopes], [.. granted.Select(r => r.Claim)], refused, [.. ask.Details], fields, at, at.AddDays(sheet.ValidDays), null);
        var entry = ConsentReceipts.Entry(ConsentReceipts.Given, http.Caller(), consent, at);
        if (await ledger.AppendMany([entry], ct) is { Failed: true } closed) return closed.Faults;

        var narrowed = refused.Length == 0 ? [] : await db.Many(Sql.Narrowed, [session.Account, ask.Client, refused], r => r.GetGuid(0), ct);
        var stored = await db.Write(http.Caller(),
        [
            new(Sql.Withdraw, [narrowed.ToArray(), at]) { AnyRows = true },
            new(Sql.Give,
            [
                consent.Id, consent.Account, consent.Person, consent.Client, consent.Scopes.ToArray(), consent.Claims.ToArray(), refused, Json.Of(consent.Details), fields,
                sheet.TextVersion, answer.Language, Json.Of(sheet), at, consent.EndsAt, entry.Id,
            ]),
            log.Row(SecurityEventKind.ConsentGiven, session.Account, ask.Client),
        ], [.. narrowed.Select(id => new ConsentWithdrawn(id, ask.Client, session.Account, "narrowed"))], ct);
        book.ForgetAll();
        return stored.Failed ? stored.Faults : consent;
    }

    /// <summary>The person refused everything: nothing is kept but a line of the security log.</summary>
    public Task Refuse(HttpContext http, Session session, string client, CancellationToken ct) =>
        log.Write(SecurityEventKind.ConsentRefused, session.Account, Visitor.Of(http), client, ct);

    static class Sql
    {
        public const string Narrowed = "select id from identity.consent where account = $1 and client = $2 and withdrawn_at is null and claims && $3 limit 100";

        public const string Withdraw = "update identity.consent set withdrawn_at = $2, withdrawn_why = 'narrowed' where id = any($1) and withdrawn_at is null";

        public const string Give = """
            insert into identity.consent
              (id, account, person, client, scopes, claims, refused, details, fields, text_version, language, shown, given_at, ends_at, receipt)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            """;
    }
}

/// How consents stand in the ledger: which fields, for whom, under which id; no value of any field.
internal static class ConsentReceipts
{
    public const string Given = "consent";
    public const string Withdrawn = "consent-withdrawn";

    public static LedgerEntry Entry(string kind, Caller caller, Consent consent, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        At = LedgerEntry.Instant(at),
        Kind = kind,
        Actor = caller.Id,
        Subject = consent.Person ?? consent.Account.Value,
        Purpose = "verification",
        BasisKind = "consent",
        BasisReference = consent.Id.ToString("D"),
        Fields = consent.Fields,
        Outcome = "ok",
        Details = System.Text.Json.JsonSerializer.Serialize(new { client = consent.Client }),
        Salt = LedgerEntry.NewSalt(),
    };
}
