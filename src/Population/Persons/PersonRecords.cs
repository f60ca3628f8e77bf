using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Population.Registrations;

namespace LienThong.Population.Persons;

/// <summary>The contract, use case by use case.</summary>
internal sealed class PersonRecords(RegistrationDesk desk, Kernel.Data.Db<PopulationModule> db) : IPersonRecords
{
    public Task<Result<ActRegistered>> RegisterRepresentative(Caller caller, RepresentativeRegistration act, CancellationToken ct) => new RegisterTies(desk).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> RegisterStatus(Caller caller, StatusRegistration act, CancellationToken ct) => new RegisterTies(desk).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> EndTie(Caller caller, TieEnd act, CancellationToken ct) => new RegisterTies(desk).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> RegisterPaper(Caller caller, PaperRegistration act, CancellationToken ct) => new RegisterPaper(desk, db).Handle(caller, act, ct);

    public Task<IReadOnlyList<PersonPaper>> PapersOf(PersonId person, CancellationToken ct) => new RegisterPaper(desk, db).Of(person, ct);

    public Task<IReadOnlyList<PersonId>> ByCmnd(string cmnd, CancellationToken ct) => new RegisterPaper(desk, db).ByCmnd(cmnd, ct);
}
