using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Exchange.Agreements;
using LienThong.Exchange.Metering;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Ledger;

namespace LienThong.Exchange.Broker;

/// <summary>Says whether a reading may go ahead, and writes down what was refused.</summary>
sealed class Admission(AgreementBook book, IEnumerable<IGround> grounds, IDirectory directory, ILedger ledger, Meter meter, TimeProvider clock)
{
    private readonly ILookup<BasisKind, IGround> grounds = grounds.ToLookup(g => g.Kind);

    public ValueTask<Result<LiveAgreement>> Allow(DataRequest request, CancellationToken ct) => Allow(request, [request.Subject], ct);

    /// <summary>The same for several subjects under one request; none at all for a comparison, whose subjects come to light later.</summary>
    public async ValueTask<Result<LiveAgreement>> Allow(DataRequest request, IReadOnlyList<SubjectId> subjects, CancellationToken ct)
    {
        var agreements = await book.Current(ct);
        if (!agreements.TryGetValue(request.Agreement, out var live)) return ExchangeErrors.AgreementUnknown.With(request.Agreement);
        var today = clock.Today();
        var refusal = live.Agreement.Refuses(
            request.Caller, request.Purpose, request.Basis, request.Subject, request.Fields, today, agency => live.Covers(agency, today, directory));
        if (refusal is not null) return refusal;
        foreach (var subject in subjects)
        {
            if (!await Stands(request, subject, ct)) return request.Basis.Kind is BasisKind.Consent ? ExchangeErrors.ConsentMissing : ExchangeErrors.GroundNotOpen.With(request.Basis.Reference);
        }
        return TryUse(live.Agreement, subjects.Count) ? live : ExchangeErrors.QuotaExhausted.With(live.Agreement.Code, live.Agreement.QuotaPerDay!);
    }

    /// <summary>Takes so many readings from the quota of the day, or none.</summary>
    public bool TryUse(Agreement agreement, int readings) => agreement.QuotaPerDay is not { } quota || meter.TryUse(agreement.Code, clock.Today(), quota, readings);

    /// <summary>A refusal is an event too: who asked for what about whom, and that nothing was returned.</summary>
    public async Task<Faults> Refuse(DataRequest request, IReadOnlyList<SubjectId> subjects, Fault refusal, CancellationToken ct)
    {
        meter.Refused(request.Agreement);
        var entries = subjects.Count == 0 ? [Entry(request, null, refusal)] : subjects.Select(s => Entry(request, s, refusal)).ToList();
        var stored = await ledger.AppendMany(entries, ct);
        return stored.Failed ? stored.Faults : refusal;
    }

    private async ValueTask<bool> Stands(DataRequest request, SubjectId subject, CancellationToken ct)
    {
        if (!grounds.Contains(request.Basis.Kind)) return true;
        foreach (var ground in grounds[request.Basis.Kind])
        {
            if (await ground.Stands(request, subject, ct)) return true;
        }
        return false;
    }

    private LedgerEntry Entry(DataRequest request, SubjectId? subject, Fault refusal)
    {
        var at = LedgerEntry.Instant(clock.GetUtcNow());
        return new LedgerEntry
        {
            Id = Guid.CreateVersion7(at),
            At = at,
            Kind = LedgerKinds.Refusal,
            Actor = request.Caller.Id,
            Agency = request.Caller.Agency,
            Subject = subject?.Value,
            Purpose = Words.Stored(request.Purpose),
            Agreement = Short(request.Agreement),
            BasisKind = Words.Stored(request.Basis.Kind),
            BasisReference = Short(request.Basis.Reference),
            Outcome = refusal.Error.Code,
            Details = request.Fields.Count is > 0 and <= 60 ? System.Text.Json.JsonSerializer.Serialize(new { asked = request.Fields.Select(f => f.Value) }) : null,
            Salt = LedgerEntry.NewSalt(),
        };
    }

    private static string? Short(string? text) => text is null ? null : text.Length <= 200 ? text : text[..200];
}
