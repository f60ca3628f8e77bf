using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Exchange;
using LienThong.Identity;
using LienThong.Insight;
using LienThong.Kernel.Modules;
using LienThong.Ledger;
using LienThong.Population;
using LienThong.Procedures;
using LienThong.Programme;
using LienThong.Registries;
using LienThong.Ui;

namespace LienThong.Web;

/// <summary>The one list of modules, in the order in which data flows. A module knows only those before it.</summary>
public static class Modules
{
    public static IReadOnlyList<IModule> All { get; } =
    [
        new KernelModule(),
        new LedgerModule(),
        new UiModule(),
        new DirectoryModule(),
        new DictionaryModule(),
        new PopulationModule(),
        new RegistriesModule(),
        new IdentityModule(),
        new ExchangeModule(),
        new ProceduresModule(),
        new ProgrammeModule(),
        new InsightModule(),
    ];
}
