using LienThong.Dictionary;
using LienThong.Exchange.Agreements;
using LienThong.Exchange.Metering;
using LienThong.Exchange.Sources;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Ledger;

namespace LienThong.Exchange.Broker;

/// <summary>The one door to personal data: agreement, purpose, mask, grouping, ledger, answer.</summary>
sealed class DataBroker(
    AgreementBook book, SourceSwitchboard sources, IDictionary dictionary, Grounds grounds, ILedger ledger, Meter meter, TimeProvider clock) : IDataBroker
{
    private const int MostSubjects = 1000;

    public async Task<Result<DataAnswer>> Read(DataRequest request, CancellationToken ct)
    {
        var allowed = await Allow(request, [request.Subject], ct);
        if (allowed.Failed) return await Refuse(request, [request.Subject], allowed.Faults[0], ct);
        var read = await Start(request, allowed.Value, request.Subject, ct);
        return await read.Task.WaitAsync(ct);
    }

    public async Task<Result<IReadOnlyList<DataAnswer>>> ReadMany(BulkDataRequest request, CancellationToken ct)
    {
        if (request.Subjects.Count is 0 or > MostSubjects) return ExchangeErrors.TooManySubjects;
        var one = new DataRequest(request.Caller, request.Agreement, request.Purpose, request.Basis, request.Subjects[0], request.Fields);
        var allowed = await Allow(one, request.Subjects, ct);
        if (allowed.Failed) return (await Refuse(one, request.Subjects, allowed.Faults[0], ct)).Faults;
        var reads = new List<PendingRead>(request.Subjects.Count);
        foreach (var subject in request.Subjects) reads.Add(await Start(one, allowed.Value, subject, ct));
        var answers = new DataAnswer[reads.Count];
        Faults? faults = null;
        for (var i = 0; i < reads.Count; i++)
        {
            var answer = await reads[i].Task.WaitAsync(ct);
            if (answer.Failed) faults ??= answer.Faults; // every reading was written to the ledger; a locked person refuses the whole list
            else answers[i] = answer.Value;
        }
        return faults is null ? answers : faults;
    }

    private async ValueTask<Result<LiveAgreement>> Allow(DataRequest request, IReadOnlyList<SubjectId> subjects, CancellationToken ct)
    {
        var agreements = await book.Current(ct);
        if (!agreements.TryGetValue(request.Agreement, out var live)) return ExchangeErrors.AgreementUnknown.With(request.Agreement);
        var today = clock.Today();
        if (await grounds.Refuse(live, request, subjects, today, ct) is { } refusal) return refusal;
        if (live.Agreement.QuotaPerDay is { } quota && !meter.TryUse(live.Agreement.Code, today, quota, subjects.Count))
        {
            return ExchangeErrors.QuotaExhausted.With(live.Agreement.Code, quota);
        }
        return live;
    }

    private async ValueTask<PendingRead> Start(DataRequest request, LiveAgreement live, SubjectId subject, CancellationToken ct)
    {
        var edition = await dictionary.Current(ct);
        var plan = live.PlanFor(request.Fields, fields => sources.Plan(fields, edition));
        var read = new PendingRead(request.Caller, live.Agreement, request.Basis, subject, plan);
        List<PendingRead>? silent = null;
        for (var p = 0; p < plan.Parts.Length; p++)
        {
            if (plan.Parts[p].Lane is { } lane) lane.Enqueue(read, p);
            else if (read.Silent(p)) silent = [read];
        }
        if (silent is not null) sources.Finish(silent);
        return read;
    }

    /// <summary>A refusal is an event too: who asked for what about whom, and that nothing was returned.</summary>
    private async Task<Result<DataAnswer>> Refuse(DataRequest request, IReadOnlyList<SubjectId> subjects, Fault refusal, CancellationToken ct)
    {
        var at = LedgerEntry.Instant(clock.GetUtcNow());
        var asked = request.Fields.Count is > 0 and <= 60 ? System.Text.Json.JsonSerializer.Serialize(new { asked = request.Fields.Select(f => f.Value) }) : null;
        var entries = subjects.Select(subject => new LedgerEntry
        {
            Id = Guid.CreateVersion7(at),
            At = at,
            Kind = LedgerKinds.Refusal,
            Actor = request.Caller.Id,
            Agency = request.Caller.Agency,
            Subject = subject.Value,
            Purpose = Words.Stored(request.Purpose),
            Agreement = Short(request.Agreement),
            BasisKind = Words.Stored(request.Basis.Kind),
            BasisReference = Short(request.Basis.Reference),
            Outcome = refusal.Error.Code,
            Details = asked,
            Salt = LedgerEntry.NewSalt(),
        }).ToList();
        meter.Refused(request.Agreement);
        var stored = await ledger.AppendMany(entries, ct);
        return stored.Failed ? stored.Faults : refusal;
    }

    private static string? Short(string? text) => text is null ? null : text.Length <= 200 ? text : text[..200];
}
