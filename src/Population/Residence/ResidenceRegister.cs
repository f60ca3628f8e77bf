using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Population.Households;
using LienThong.Population.Registrations;

namespace LienThong.Population.Residence;

/// <summary>The contract, use case by use case.</summary>
internal sealed class ResidenceRegister(RegistrationDesk desk, IDirectory directory, Kernel.Data.Db<PopulationModule> db) : IResidenceRegister
{
    public Task<Result<ActRegistered>> RegisterTemporary(Caller caller, TemporaryResidence act, CancellationToken ct) => new RegisterTemporary(desk, directory).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> RenewTemporary(Caller caller, TemporaryRenewal act, CancellationToken ct) => new RenewTemporary(desk).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> EndTemporary(Caller caller, ResidenceRemoval act, CancellationToken ct) => new EndTemporary(desk).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> RemovePermanent(Caller caller, ResidenceRemoval act, CancellationToken ct) => new RemovePermanent(desk).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> DeclareAbsence(Caller caller, AbsenceDeclaration act, CancellationToken ct) => new DeclareAbsence(desk).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> EndAbsence(Caller caller, AbsenceEnd act, CancellationToken ct) => new DeclareAbsence(desk).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> NotifyStay(Caller caller, StayNotice act, CancellationToken ct) => new NotifyStay(desk, directory).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> SplitHousehold(Caller caller, HouseholdSplit act, CancellationToken ct) => new SplitHousehold(desk).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> MergeHouseholds(Caller caller, HouseholdMerge act, CancellationToken ct) => new MergeHouseholds(desk).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> ChangeHead(Caller caller, HeadChange act, CancellationToken ct) => new ChangeHead(desk).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> AdjustAddress(Caller caller, AddressAdjustment act, CancellationToken ct) => new AdjustAddress(desk).Handle(caller, act, ct);

    public Task<Result<ResidenceConfirmation>> Confirm(Caller caller, ConfirmationRequest request, CancellationToken ct) => new ConfirmResidence(desk, db).Handle(caller, request, ct);

    public Task<ResidenceConfirmation?> FindConfirmation(Guid id, CancellationToken ct) => new ConfirmResidence(desk, db).Find(id, ct);
}
