using LienThong.Kernel.Data;

namespace LienThong.Population.Reading;

/// <summary>Who holds a number, or held it before another replaced it. Asked by almost every request, so those that come at the same time share a query.</summary>
internal sealed class NumberHolders(Db<PopulationModule> db, TimeProvider clock)
{
    private readonly LookUp<PersonalNumber, PersonId> byNumber = new(numbers => LookUpPersons.ByNumbers(db, numbers, CancellationToken.None), new(), clock);

    public Task<PersonId?> Find(PersonalNumber number, CancellationToken ct) => byNumber.Find(number, ct);
}
