using LienThong.Ledger;
using LienThong.Population;

namespace LienThong.Exchange.Reading;

/// <summary>Lets the inspector's page of the ledger be searched by a personal number.</summary>
sealed class FindSubject(IPopulation population) : ISubjectFinder
{
    public async Task<Guid?> Find(string number, CancellationToken ct) =>
        PersonalNumber.TryParse(number, null, out var parsed) && await population.ByNumber(parsed, ct) is { } person ? person.Value : null;
}
