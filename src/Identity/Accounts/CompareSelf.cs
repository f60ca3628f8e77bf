using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Population;

namespace LienThong.Identity.Accounts;

/// <summary>Has the population register compare what somebody says about themselves. The register answers with outcomes only.</summary>
internal sealed class CompareSelf(IPopulation population)
{
    public Task<Result<IReadOnlyList<VerifyAnswer>>> Ask(PersonId person, IReadOnlyList<VerifyQuestion> questions, string why, CancellationToken ct) =>
        population.Verify(new(Caller.Program(why) with { Person = person.Value }, "own-data", Purpose.OwnData, new(BasisKind.OwnData, why)), questions, ct);
}
