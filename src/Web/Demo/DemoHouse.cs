using System.Diagnostics;
using System.Globalization;
using LienThong.Directory;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Population.Synthetic;
using LienThong.Procedures;

namespace LienThong.Web.Demo;

/// <summary>
/// Makes a synthetic province at work: people, sector registers that agree with them, personas, and dossiers of the last weeks.
/// Everything comes from a fixed seed; what is already there is left alone.
/// </summary>
static class DemoHouse
{
    private const int Seed = 6;

    public static async Task Build(IServiceProvider services, int people, Action<string> progress, CancellationToken ct)
    {
        await Step("dân cư giả lập", progress, () => services.GetRequiredService<SyntheticLoad>().Load(people, progress, ct));
        var facts = await Facts(services, ct);
        await Step("sổ ngành", progress, () => DemoRegisters.Load(services, facts, ct));
        await Step("tài khoản trình diễn", progress, () => DemoPersonas.Create(services, ct));
        await Step("hồ sơ đã qua", progress, () => Dossiers(services, facts, ct));
        await Step("hồ sơ trùng", progress, () => DuplicatesOf(services, people, ct));
    }

    /// <summary>All living synthetic people, from which registers and dossiers are made.</summary>
    public static async Task<IReadOnlyList<SyntheticFact>> Facts(IServiceProvider services, CancellationToken ct)
    {
        var facts = new List<SyntheticFact>();
        await foreach (var fact in ActivatorUtilities.CreateInstance<SyntheticReader>(services).Facts(ct)) facts.Add(fact);
        return facts;
    }

    /// <summary>A few people registered twice, so that the queue of duplicates is not empty. A load for measuring stays as it is.</summary>
    private static async Task DuplicatesOf(IServiceProvider services, int people, CancellationToken ct)
    {
        if (people > 300_000) return;
        await ActivatorUtilities.CreateInstance<SyntheticDuplicates>(services).Add(new SeededErrors { Duplicates = Math.Max(0.0003, 12.0 / people), Twins = 0, Namesakes = 0 }, ct);
    }

    private static async Task Dossiers(IServiceProvider services, IReadOnlyList<SyntheticFact> facts, CancellationToken ct)
    {
        var demo = DemoPeople.All.Select(p => p.Id.Value).ToHashSet();
        var adults = facts.Where(f => f.Birth < new DateOnly(2006, 1, 1) && !demo.Contains(f.Person)).ToList();
        var home = services.GetRequiredService<IDirectory>().DemoCommune;
        var random = new Random(Seed);
        var chosen = adults.Where(f => f.Commune == home.Code).Take(40)
            .Concat(Some(adults.Where(f => f.Commune != home.Code && InProvince(services, f.Commune, home.ProvinceCode)).ToList(), 160, random))
            .Concat(Some(adults, 400, random));
        await services.GetRequiredService<IDemoDossiers>().Make([.. chosen.DistinctBy(f => f.Person).Select(f => new DemoApplicant(f.Person, f.FullName, f.Commune))], Seed, ct);
    }

    private static bool InProvince(IServiceProvider services, string commune, string province)
    {
        var today = services.GetRequiredService<TimeProvider>().Today();
        return services.GetRequiredService<IDirectory>().AreaAt(commune, today)?.ProvinceCode == province;
    }

    private static IEnumerable<SyntheticFact> Some(List<SyntheticFact> all, int count, Random random) =>
        all.Count == 0 ? [] : Enumerable.Range(0, count).Select(_ => all[random.Next(all.Count)]);

    private static async Task Step(string what, Action<string> progress, Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        if (watch.Elapsed.TotalSeconds > 0.5) progress(string.Create(CultureInfo.InvariantCulture, $"{what}: {watch.Elapsed.TotalSeconds:0.0} giây"));
    }
}
