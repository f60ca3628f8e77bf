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

    /// <summary>Papers and former numbers of a person, latest first, at most 100. After the broker allowed the look.</summary>
    public Task<IReadOnlyList<PersonPaper>> PapersOf(PersonId person, CancellationToken ct) => new RegisterPaper(desk, db).Of(person, ct);

    /// <summary>Who had this 9-digit identity number: not unique across provinces, so the answer is a list (at most 20).</summary>
    public Task<IReadOnlyList<PersonId>> ByCmnd(string cmnd, CancellationToken ct) => new RegisterPaper(desk, db).ByCmnd(cmnd, ct);
}

/// <summary>A paper or former number.</summary>
internal sealed record PersonPaper(PaperKind Kind, string Value, DateOnly? Since, DateOnly? Until, string? Reason, DateTimeOffset RecordedAt);
