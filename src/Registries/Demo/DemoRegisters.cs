using System.Text.Json.Nodes;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Synthetic;

namespace LienThong.Registries.Demo;

/// <summary>
/// Fills the sector registers of a demonstration: marriages, births, birth notices, health cards and dwellings of synthetic people (numbers 099…). Everybody else is passed over.
/// The people of the story always come first: the mother has a birth notice of her newborn, a marriage certificate and a share in her husband's house.
/// </summary>
public sealed class DemoRegisters(IRegistries registries, IEnumerable<IFieldSource> sources, IDirectory directory, TimeProvider clock)
{
    private const int Batch = 256;

    /// <summary>
    /// Makes the records of the story and of <paramref name="others"/>; answers how many. Does nothing (0) where any register holds records already, so that a second start is quick.
    /// </summary>
    public async Task<Result<long>> Fill(IEnumerable<SubjectId> others, CancellationToken ct)
    {
        if ((await registries.Counts(ct)).Values.Sum() > 0) return 0L;
        var story = DemoPeople.All.Select(p => new SubjectId(p.Id.Value)).ToList();
        var known = story.ToHashSet();
        var people = await Read(story.Concat(others.Where(known.Add)), ct);
        long loaded = 0;
        foreach (var (registry, drafts) in Drafts(people))
        {
            var done = await registries.LoadBulk(registry, drafts, ct);
            if (done.Failed) return done.Faults;
            loaded += done.Value;
        }
        return loaded;
    }

    private async Task<List<DemoSubject>> Read(IEnumerable<SubjectId> subjects, CancellationToken ct)
    {
        var population = sources.First(s => s.Database == "population");
        var people = new List<DemoSubject>();
        foreach (var batch in subjects.Chunk(Batch))
        {
            var rows = await population.Read(batch, DemoSubject.Asked, ct);
            people.AddRange(rows.Select(DemoSubject.From).OfType<DemoSubject>());
        }
        return people;
    }

    private IEnumerable<(string Registry, IEnumerable<RecordDraft> Drafts)> Drafts(List<DemoSubject> people)
    {
        var today = clock.Today();
        yield return ("births", people.Select(p => DemoDrafts.Birth(p, today)));
        yield return ("health-cards", people.Select(p => DemoDrafts.HealthCard(p, today, FacilityOf(p))));
        yield return ("marriages", people.Select(p => DemoDrafts.Marriage(p, today, p.Id == Of(DemoPeople.Mother) || p.Id == Of(DemoPeople.Husband) ? new DateOnly(2025, 10, 18) : null)).OfType<RecordDraft>());
        var (mother, husband) = (people.Find(p => p.Id == Of(DemoPeople.Mother)), people.Find(p => p.Id == Of(DemoPeople.Husband)));
        var shared = mother is not null && husband?.Home is { } home ? DemoDrafts.Dwelling(mother, home.ToJsonString(Json.Options), "co-owner", husband.Number) : null;
        yield return ("dwellings", people.Select(p => shared is not null && p.Id == mother!.Id ? shared : DemoDrafts.Dwelling(p)).OfType<RecordDraft>());
        if (mother is not null) yield return ("birth-notices", [Notice(mother, today)]);
    }

    private RecordDraft Notice(DemoSubject mother, DateOnly today)
    {
        var newborn = DemoPeople.Newborn(today);
        var place = new JsonObject { ["commune"] = directory.DemoCommune.Code, ["detail"] = "Bệnh viện Sản Nhi Bắc Ninh" }.ToJsonString(Json.Options);
        return DemoDrafts.BirthNotice(mother, newborn.BirthDate, newborn.Sex == Sex.Male ? "male" : "female", place);
    }

    private string FacilityOf(DemoSubject person) =>
        (string?)person.Home?["commune"] is { } commune && directory.AreaAt(commune, clock.Today()) is { } area ? $"Trạm y tế {area.Name}" : "Trung tâm y tế khu vực";

    private static SubjectId Of(DemoPerson person) => new(person.Id.Value);
}
