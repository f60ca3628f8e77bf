using LienThong.Identity.Accounts;
using LienThong.Identity.Security;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Population;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Identity.Proofing;

/// <summary>
/// The first official looks: the card's QR code against the register, the face against the card, and a second paper. Nothing changes yet; a second
/// official decides. Decree 69/2024/NĐ-CP art. 10, 11.
/// </summary>
internal sealed class OpenCounterCase(Db db, CompareCard compare, ForeignSeal seal, AccountLimits limits, SecurityLog log, TimeProvider clock)
{
    /// <param name="Kind">identify, unlock or recover.</param>
    /// <param name="Qr">The text of the card's QR code.</param>
    /// <param name="Papers">Which second paper was looked at, and what was compared.</param>
    public sealed record Request(CaseKind Kind, string Qr, string Papers);

    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("counter-cases", (Request request, Caller caller, OpenCounterCase open, CancellationToken ct) => open.Do(caller, request, ct))
        .Requires(CounterScopes.Proof).Idempotent()
        .Refuses(AccountErrors.CardUnreadable, AccountErrors.PersonNotFound, AccountErrors.CardDiffers, AccountErrors.PapersMissing, AccountErrors.OwnCase, AccountErrors.TooYoung, AccountErrors.NoAccount);

    public async Task<Result<Guid>> Do(Caller officer, Request request, CancellationToken ct)
    {
        if (!officer.May(CounterScopes.Proof)) return KernelErrors.NotAllowed.With(CounterScopes.Proof);
        if (request.Kind == CaseKind.Foreigner) return AccountErrors.KindMissing.At("/kind");
        var papers = VietnameseText.Normalise(request.Papers);
        var card = CardQr.Read(request.Qr);
        var check = new Check();
        if (card.Failed) check.That(ok: false, AccountErrors.CardUnreadable.With([.. card.Faults[0].Args]).At("/qr"));
        check.That(papers.Length is >= 5 and <= 500, "/papers", AccountErrors.PapersMissing);
        if (!check.Ok) return check.Faults;

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var proven = await compare.Do(officer, id, card.Value, ct);
        if (proven.Failed) return proven.Faults;
        if (officer.Person == proven.Value.Person.Value) return AccountErrors.OwnCase;
        var account = await db.One(Sql.OfPerson, [proven.Value.Person], r => (AccountId?)new AccountId(r.GetGuid(0)), ct);
        if (await Refusal(request.Kind, proven.Value, account, ct) is { } refusal) return refusal;
        return await Store(officer, new(id, request.Kind, proven.Value.Person, account, papers, proven.Value.Compared, seal.CloseText(id, proven.Value.FullName)), ct);
    }

    /// A lost authenticator of an official: two administrators agree, without a card.
    public async Task<Result<Guid>> RecoverOfficial(Caller administrator, AccountId account, string papers, CancellationToken ct)
    {
        if (Refusals.OfManager(administrator) is { } denied) return denied;
        var why = VietnameseText.Normalise(papers);
        if (why.Length is < 5 or > 500) return AccountErrors.PapersMissing.At("/papers");
        if (administrator.Id == account.ToString()) return AccountErrors.OwnCase;
        if (await db.One(Sql.IsOfficial, [account], r => r.GetGuid(0), ct) == Guid.Empty) return IdentityErrors.AccountUnknown;
        return await Store(administrator, new(Guid.CreateVersion7(clock.GetUtcNow()), CaseKind.Recover, null, account, why, [], null), ct);
    }

    private async Task<Fault?> Refusal(CaseKind kind, ProvenPerson proven, AccountId? account, CancellationToken ct)
    {
        var age = await limits.Of(AccountLimits.OwnAccount, ct);
        if (kind == CaseKind.Identify && proven.BirthDate is { } birth && account is null && AccountLimits.AgeOn(birth, Kernel.Time.HanoiTime.DateOf(clock.GetUtcNow())) < age)
            return AccountErrors.TooYoung.With(age);
        return kind is CaseKind.Unlock or CaseKind.Recover && account is null ? (Fault)AccountErrors.NoAccount.At("/kind") : null;
    }

    private sealed record NewCase(Guid Id, CaseKind Kind, PersonId? Person, AccountId? Account, string Papers, IReadOnlyList<ComparedItem> Compared, string? Name);

    private async Task<Result<Guid>> Store(Caller officer, NewCase made, CancellationToken ct)
    {
        object?[] row = [made.Id, made.Kind.ToString().ToLowerInvariant(), made.Person?.Value, made.Account?.Value, officer.Agency, Json.Of(made.Compared), made.Papers, officer.Id, clock.GetUtcNow(), made.Name];
        List<Change> changes = [new(Sql.Add, row)];
        changes.Add(log.Row(SecurityEventKind.CaseOpened, made.Account, $"{made.Kind} by {officer.Id}"));
        var written = await db.Write(officer, changes, [], ct);
        return written.Failed ? Result<Guid>.Refused(written.Faults) : made.Id;
    }

    static class Sql
    {
        public const string OfPerson = "select id from identity.account where person = $1 and kind = 'citizen' and state <> 'cancelled'";

        public const string IsOfficial = "select id from identity.account where id = $1 and kind = 'official' and state <> 'cancelled'";

        public const string Add = """
            insert into identity.counter_case (id, kind, person, account, agency, compared, papers, opened_by, opened_at, sealed)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;
    }
}
