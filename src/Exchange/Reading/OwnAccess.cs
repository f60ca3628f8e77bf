using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Ledger;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Exchange.Reading;

/// <summary>
/// "Who saw my data": every reading and every refused attempt, straight from the ledger, for the person it is about. Law 91/2025/QH15 (right to know).
/// Nothing is withheld here; a lawful delay would need a dated order (not built).
/// </summary>
sealed class OwnAccess(ILedger ledger, IDictionary dictionary, IDirectory directory)
{
    public static void Map(ModuleRoutes r) => r.Api.MapGet("own-access", Handle).Requires(ExchangeScopes.Own).Refuses(ExchangeErrors.NotOwnData);

    /// <summary>One line of the log in words.</summary>
    /// <param name="Entry">Its ledger entry.</param>
    /// <param name="At">When.</param>
    /// <param name="Self">The person themselves did it.</param>
    /// <param name="Who">The agency as it is called, or null for the person themselves.</param>
    /// <param name="Why">The purpose in plain words.</param>
    /// <param name="Refused">True when it was refused: nothing was given.</param>
    /// <param name="Outcome">ok, partial, unavailable, or the code of the refusal.</param>
    /// <param name="Fields">The fields given, by name.</param>
    /// <param name="Agreement">Under which agreement.</param>
    /// <param name="BasisKind">The kind of ground, in words.</param>
    /// <param name="Basis">Its number, such as the dossier.</param>
    /// <param name="Proof">Where the proof is.</param>
    public sealed record Line(
        Guid Entry, DateTimeOffset At, bool Self, string? Who, string Why, bool Refused, string Outcome, IReadOnlyList<string> Fields,
        string? Agreement, string? BasisKind, string? Basis, string Proof);

    /// <summary>A page, newest first; <c>next</c> asks for the following one.</summary>
    public sealed record Page(IReadOnlyList<Line> Lines, Guid? Next);

    public async Task<Result<Page>> Of(Caller caller, Guid? before, int take, CancellationToken ct)
    {
        if (caller.Person is not { } person) return ExchangeErrors.NotOwnData;
        var page = await ledger.Search(new LedgerQuery(Subject: person, Before: before, Take: take), ct);
        if (page.Failed) return page.Faults;
        var edition = await dictionary.Current(ct);
        return new Page([.. page.Value.Entries.Select(e => LineOf(e, caller, edition))], page.Value.Next);
    }

    /// <summary>One line about the caller; null when there is none, also when it is about somebody else.</summary>
    public async Task<Line?> One(Caller caller, Guid entry, CancellationToken ct)
    {
        if (caller.Person is not { } person || entry.Version != 7) return null;
        var at = LedgerEntry.MomentOf(entry);
        var found = await ledger.Search(new LedgerQuery(Subject: person, From: at, To: at.AddMilliseconds(1), Take: 100), ct);
        return !found.Failed && found.Value.Entries.FirstOrDefault(e => e.Id == entry) is { } line ? LineOf(line, caller, await dictionary.Current(ct)) : null;
    }

    private static Task<Result<Page>> Handle(Guid? before, int? take, Caller caller, OwnAccess access, CancellationToken ct) =>
        access.Of(caller, before, take ?? 50, ct);

    private Line LineOf(LedgerEntry e, Caller caller, DictionaryEdition edition)
    {
        var self = e.Actor == caller.Id && e.Agency is null;
        return new Line(
            e.Id, e.At, self, self ? null : Name(e), Words.Parse<Purpose>(e.Purpose ?? "") is { } purpose ? Words.Of(purpose) : e.Purpose ?? "–",
            e.Kind == LedgerKinds.Refusal, e.Outcome, [.. e.Fields.Select(f => FieldName(f, edition))],
            e.Agreement, Words.Parse<BasisKind>(e.BasisKind ?? "") is { } kind ? Words.Of(kind) : e.BasisKind, e.BasisReference,
            $"/api/ledger/v1/proofs/inclusion/{e.Id}");
    }

    private string? Name(LedgerEntry e) =>
        e.Agency is { } code ? directory.AgencyAt(code, HanoiTime.DateOf(e.At))?.Name ?? code : e.Actor.StartsWith("program:", StringComparison.Ordinal) ? "Hệ thống LienThong" : null;

    private static string FieldName(string code, DictionaryEdition edition) =>
        code == "ledger.entries" ? "Nhật ký truy cập dữ liệu" : edition.Field(new FieldCode(code))?.Vi ?? code;
}
