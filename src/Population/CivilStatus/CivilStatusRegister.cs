using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Population.Registrations;

namespace LienThong.Population.CivilStatus;

/// <summary>The contract, use case by use case.</summary>
internal sealed class CivilStatusRegister(RegistrationDesk desk, HouseOptions house, IDirectory directory) : ICivilStatus
{
    public Task<Result<ActRegistered>> RegisterMarriage(Caller caller, MarriageRegistration act, CancellationToken ct) => new RegisterMarriage(desk).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> RegisterDivorce(Caller caller, DivorceRegistration act, CancellationToken ct) => new RegisterDivorce(desk).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> RecogniseParent(Caller caller, ParentRecognition act, CancellationToken ct) => new RecogniseParent(desk).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> RegisterAdoption(Caller caller, AdoptionRegistration act, CancellationToken ct) => new RecogniseParent(desk).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> ChangeItems(Caller caller, PersonItemsChange act, CancellationToken ct) => new ChangeItems(desk, house, directory).Handle(caller, act, ct);
}
