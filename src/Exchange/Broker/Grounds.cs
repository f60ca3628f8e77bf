using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Exchange.Agreements;
using LienThong.Identity;
using LienThong.Kernel.Results;

namespace LienThong.Exchange.Broker;

/// <summary>On what ground a reading stands: what the agreement itself says (pure), and whether a consent that it cites holds for this reader, person and fields.</summary>
sealed class Grounds(IDirectory directory, IConsents consents)
{
    /// <summary>Why the reading is refused; null when it is lawful.</summary>
    public async ValueTask<Fault?> Refuse(LiveAgreement live, DataRequest request, IReadOnlyList<SubjectId> subjects, DateOnly today, CancellationToken ct)
    {
        var refusal = live.Agreement.Refuses(
            request.Caller, request.Purpose, request.Basis, request.Subject, request.Fields, today, agency => live.Covers(agency, today, directory));
        if (refusal is not null || request.Basis.Kind != BasisKind.Consent) return refusal;
        foreach (var subject in subjects)
            if (!await consents.Allows(request.Basis.Reference, subject.Value, request.Caller.Id, request.Fields, ct)) return ExchangeErrors.ConsentMissing;
        return null;
    }
}
