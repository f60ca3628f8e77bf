using System.Text.Json.Nodes;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population;

namespace LienThong.Registries.Records;

/// <summary>
/// Inside a class of keepers (all commune committees) each writes for its own territory: records that one of its bodies answers for already, else people who live there or whose birth was registered
/// there, else things whose fields name a commune there. What belongs to nobody's territory may be written by whoever keeps the register and answers for it from then on.
/// </summary>
sealed class TerritoryLimit(IDirectory directory, IPopulation population, TimeProvider clock)
{
    public async Task<Faults> Faults(
        Caller caller, RegistryDefinition registry, IReadOnlyList<CheckedDraft> drafts, IReadOnlyDictionary<(SubjectId, string), RecordState> standing, DictionaryEdition dictionary,
        CancellationToken ct)
    {
        var faults = new Faults([]);
        var today = clock.Today();
        if (caller is { Kind: CallerKind.System, Channel: "job" } || registry.Anywhere || !registry.Keeper.StartsWith("class:", StringComparison.Ordinal)) return faults;
        if (directory.TerritoryOf(caller.Agency, today) is not (true, { } area)) return faults;
        var people = registry.KeyedBy == RegistrySubject.Person ? await population.CommunesOf([.. drafts.Select(d => new PersonId(d.Draft.Subject.Value))], ct) : null;
        for (var i = 0; i < drafts.Count; i++)
        {
            var draft = drafts[i];
            var places = Keeper(standing.GetValueOrDefault((draft.Draft.Subject, draft.Key)), today) is { } kept ? [kept]
                : people is null ? Named(draft, dictionary) : people.GetValueOrDefault(new(draft.Draft.Subject.Value)) ?? [];
            if (places.Count > 0 && !places.Any(p => directory.Covers(area, p, today))) faults.Add(RegistriesErrors.OtherTerritory.At($"/{i}"));
        }
        return faults;
    }

    /// The area of the agency that answers for a record; null when there is none or it works everywhere.
    private string? Keeper(RecordState? record, DateOnly today) =>
        record?.Origins.GetValueOrDefault(RecordState.Others)?.Agency is { } agency && directory.TerritoryOf(agency, today) is (true, { } area) ? area : null;

    /// The communes that the fields of a thing name.
    private static List<string> Named(CheckedDraft draft, DictionaryEdition dictionary) => [.. draft.Values
        .Select(v => (dictionary.Field(v.Key)?.Type, v.Value) switch
        {
            (FieldType.Area, { Length: 5 } code) => code,
            (FieldType.Address, ['{', ..] address) => JsonNode.Parse(address)?["commune"]?.GetValue<string>(),
            _ => null,
        })
        .OfType<string>()];
}
