using LienThong.Dictionary;
using LienThong.Identity.Security;

namespace LienThong.Identity.Consents;

/// <summary>Looks consents up: does one cover a request, does one allow a reading. Answers are trusted for three seconds; a withdrawal is known at once where it was made.</summary>
internal sealed class ConsentBook(Db db, TimeProvider clock) : IGround
{
    private readonly ShortMemory<Consent> memory = new(clock);

    /// <summary>The newest live consent that answers everything asked for; null: the person must be asked.</summary>
    public async Task<Consent?> Covering(ConsentAsk ask, CancellationToken ct)
    {
        var live = await db.Many(Sql.Live, [ask.Subject, ask.Client, clock.GetUtcNow()], Consent.Read, ct);
        return live.FirstOrDefault(c => c.Answers(ask));
    }

    /// <summary>A consent while it holds; null after withdrawal or its end.</summary>
    public async ValueTask<Consent?> Find(Guid consent, CancellationToken ct)
    {
        var key = consent.ToString("N");
        if (!memory.TryGet(key, out var found))
        {
            found = await db.One(Sql.One, [consent], Consent.Read, ct);
            memory.Keep(key, found);
        }
        return found is not null && found.IsLive(clock.GetUtcNow()) ? found : null;
    }

    public BasisKind Kind => BasisKind.Consent;

    /// <summary>A reading may cite a consent that holds, of this very person to this very reader, for every field. Law 91/2025/QH15: verifiable, per purpose, withdrawable.</summary>
    public async ValueTask<bool> Stands(DataRequest request, SubjectId subject, CancellationToken ct)
    {
        if (!Guid.TryParseExact(request.Basis.Reference, "D", out var id) || await Find(id, ct) is not { } consent) return false;
        if (consent.Person != subject.Value || consent.Client != request.Caller.Id) return false;
        foreach (var field in request.Fields)
            if (!consent.Fields.Contains(field.Value, StringComparer.Ordinal)) return false;
        return true;
    }

    /// This node forgets at once; the others within the span of the memory.
    public void ForgetAll() => memory.ForgetAll();

    static class Sql
    {
        public const string Live = $"""
            select {Consent.Columns} from identity.consent
            where account = $1 and client = $2 and withdrawn_at is null and ends_at > $3 order by given_at desc limit 20
            """;

        public const string One = $"select {Consent.Columns} from identity.consent where id = $1";
    }
}
