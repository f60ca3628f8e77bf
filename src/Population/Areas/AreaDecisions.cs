using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Population.Registrations;

namespace LienThong.Population.Areas;

/// <summary>The contract, use case by use case.</summary>
internal sealed class AreaDecisions(RegistrationDesk desk, Kernel.Data.Db<PopulationModule> db, IDirectory directory, TimeProvider clock) : IAreaDecisions
{
    public Task<Result<AreaDecision>> Enter(Caller caller, AreaDecisionDraft draft, CancellationToken ct) => new EnterDecision(desk, db, directory).Handle(caller, draft, ct);

    public Task<Result<AreaDecisionDraft>> FromDirectory(DateOnly on, string? province, CancellationToken ct) => Task.FromResult(new EnterDecision(desk, db, directory).FromDirectory(on, province));

    public Task<Result<AreaPreview>> Preview(Guid decision, CancellationToken ct) => PreviewDecision.Handle(db, directory, decision, ct);

    public Task<Result<AreaDecision>> Withdraw(Caller caller, Guid decision, CancellationToken ct) => new EnterDecision(desk, db, directory).Withdraw(decision, ct);

    public Task<Result<AreaDecision>> Apply(Caller caller, Guid decision, CancellationToken ct) => new ApplyDecision(db, clock).Handle(caller, decision, ct);

    public Task<Result<DoubtsSettled>> Settle(Caller caller, DoubtSettlement settlement, CancellationToken ct) => new SettleDoubts(desk, db).Handle(caller, settlement, ct);

    public Task<IReadOnlyList<AreaDoubt>> Doubts(Guid decision, HouseholdId? after, CancellationToken ct) => new SettleDoubts(desk, db).Waiting(decision, after, ct);

    public Task<IReadOnlyList<AreaDecision>> List(CancellationToken ct) => DecisionRows.List(db, ct);

    public Task<AreaDecision?> Find(Guid decision, CancellationToken ct) => DecisionRows.Find(db, decision, ct);
}
