using LienThong.Identity.Accounts;
using LienThong.Identity.Security;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;

namespace LienThong.Identity.Proofing;

/// <summary>What the papers of a foreigner say; kept encrypted.</summary>
internal sealed record ForeignPapers(string FullName, DateOnly BirthDate, string Nationality, string Passport, bool Permanent, string ResidenceCard, DateOnly? Until);

/// <summary>
/// A foreigner with a residence card at the counter (Decree 69/2024/NĐ-CP art. 7, 11). Foreigners do not stand in the population register: both papers are
/// looked at by two officials, and the account lives as long as the residence card.
/// </summary>
internal sealed class OpenForeignerCase(Db db, ForeignSeal seal, SecurityLog log, TimeProvider clock)
{
    public sealed record Request(
        string FullName, DateOnly? BirthDate, string Nationality, string Passport, bool Permanent, string ResidenceCard, DateOnly? Until, string Papers);

    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("counter-cases/foreigner", (Request request, Caller caller, OpenForeignerCase open, CancellationToken ct) => open.Do(caller, request, ct))
        .Requires(CounterScopes.Proof).Idempotent()
        .Refuses(AccountErrors.ForeignPaperMalformed, AccountErrors.NationalityMalformed, AccountErrors.PaperExpired, AccountErrors.PaperTaken, AccountErrors.PapersMissing, AccountErrors.BirthDateMissing);

    public async Task<Result<Guid>> Do(Caller officer, Request request, CancellationToken ct)
    {
        if (!officer.May(CounterScopes.Proof)) return KernelErrors.NotAllowed.With(CounterScopes.Proof);
        var today = HanoiTime.DateOf(clock.GetUtcNow());
        var name = VietnameseText.Normalise(request.FullName);
        var papers = VietnameseText.Normalise(request.Papers);
        var check = new Check();
        check.That(name.Length is >= 1 and <= 200, "/fullName", IdentityErrors.NameMissing);
        check.That(request.BirthDate is { } day && day <= today && day.Year > 1900, "/birthDate", AccountErrors.BirthDateMissing);
        check.That(IsNationality(request.Nationality), "/nationality", AccountErrors.NationalityMalformed);
        check.That(IsPaper(Number(request.Passport)), "/passport", AccountErrors.ForeignPaperMalformed);
        check.That(IsPaper(Number(request.ResidenceCard)), "/residenceCard", AccountErrors.ForeignPaperMalformed);
        check.That(request.Until is { } until ? until >= today : request.Permanent, "/until", AccountErrors.PaperExpired);
        check.That(papers.Length is >= 5 and <= 500, "/papers", AccountErrors.PapersMissing);
        if (!check.Ok) return check.Faults;

        var known = new ForeignPapers(name, request.BirthDate!.Value, request.Nationality, Number(request.Passport), request.Permanent, Number(request.ResidenceCard), request.Until);
        if (await db.One(Sql.Taken, [await seal.Key(known.ResidenceCard, ct), await seal.PassportKey(known, ct)], r => true, ct)) return AccountErrors.PaperTaken.At("/residenceCard");
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var written = await db.Write(officer,
            [new(Sql.Add, [id, officer.Agency, papers, seal.Close(id, known), officer.Id, clock.GetUtcNow()]), log.Row(SecurityEventKind.CaseOpened, null, $"Foreigner by {officer.Id}")], [], ct);
        return written.Failed ? Result<Guid>.Refused(written.Faults) : id;
    }

    /// Upper case, without spaces and hyphens.
    internal static string Number(string typed) => new([.. typed.Where(c => c is not (' ' or '-')).Select(char.ToUpperInvariant)]);

    internal static bool IsPaper(string number) => number.Length is >= 5 and <= 20 && number.All(char.IsAsciiLetterOrDigit) && number.Any(char.IsAsciiDigit);

    private static bool IsNationality(string code) => code.Length == 3 && code.All(char.IsAsciiLetterUpper) && code != "VNM";

    static class Sql
    {
        public const string Taken = "select true from identity.foreigner where paper_key = $1 or passport_key = $2 limit 1";

        public const string Add = """
            insert into identity.counter_case (id, kind, agency, compared, papers, sealed, opened_by, opened_at)
            values ($1, 'foreigner', $2, '[]', $3, $4, $5, $6)
            """;
    }
}

/// <summary>Hides what the papers of foreigners say: keyed hashes to look up, encryption to show to officials.</summary>
internal sealed class ForeignSeal(Secrets secrets, IDataProtectionProvider protection)
{
    public Task<byte[]> Key(string residenceCard, CancellationToken ct) => secrets.Hide("residence-card:" + residenceCard, ct);

    public Task<byte[]> PassportKey(ForeignPapers papers, CancellationToken ct) => secrets.Hide($"passport:{papers.Nationality}:{papers.Passport}", ct);

    public string Close(Guid owner, ForeignPapers papers) => For(owner).Protect(System.Text.Json.JsonSerializer.Serialize(papers, Json.Options));

    public ForeignPapers Open(Guid owner, string text) => Json.Read<ForeignPapers>(For(owner).Unprotect(text));

    /// One text, such as a name, for as long as a case waits.
    public string CloseText(Guid owner, string text) => For(owner).Protect(text);

    public string OpenText(Guid owner, string text) => For(owner).Unprotect(text);

    private IDataProtector For(Guid owner) => protection.CreateProtector("LienThong.Identity.Foreigner.v1", owner.ToString("D"));
}
