using LienThong.Dictionary;
using LienThong.Kernel.Access;

namespace LienThong.Identity.Accounts;

/// <summary>
/// The ground of readings by which accounts are opened: a case at a counter, a parent's request for a child. The call that reads is the call that opens the case, so there is no row to
/// look up yet; the reference is the key that the case gets, and only the two standing agreements for it are served.
/// </summary>
internal sealed class AccountCaseGround : IGround
{
    public const string CounterAgreement = "identity-proofing", ChildAgreement = "identity-representation";
    private const string Counter = "counter:", Child = "child:";

    public BasisKind Kind => BasisKind.Dossier;

    /// <summary>The ground of a case at a counter.</summary>
    public static Basis OfCounter(Guid caseId) => new(BasisKind.Dossier, Counter + caseId);

    /// <summary>The ground of a parent's request.</summary>
    public static Basis OfChild(Guid request) => new(BasisKind.Dossier, Child + request);

    public ValueTask<bool> Stands(DataRequest request, SubjectId subject, CancellationToken ct) => ValueTask.FromResult(request.Agreement switch
    {
        CounterAgreement => request.Caller.Kind is CallerKind.Official && IsKey(request.Basis.Reference, Counter),
        ChildAgreement => request.Caller.Kind is CallerKind.Person && IsKey(request.Basis.Reference, Child),
        _ => false,
    });

    private static bool IsKey(string reference, string prefix) =>
        reference.StartsWith(prefix, StringComparison.Ordinal) && Guid.TryParseExact(reference.AsSpan(prefix.Length), "D", out _);
}
