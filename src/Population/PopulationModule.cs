using LienThong.Dictionary;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Modules;
using LienThong.Population.Api;
using LienThong.Population.Fields;
using LienThong.Population.Measures;
using LienThong.Population.Synthetic;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Population;

/// <summary>Table of contents of the module.</summary>
public sealed class PopulationModule : IModule
{
    /// <inheritdoc />
    public void Services(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<PopulationRegister>().AddSingleton<IPopulation>(s => s.GetRequiredService<PopulationRegister>());
        services.AddSingleton<SyntheticLoad>();
        services.AddSingleton<AreaNames>();
        services.AddSingleton<ReadAsKeeper>();
        services.AddSingleton<IMeasureSource, PopulationMeasures>();
        Source(services, "population", PersonFields.Population);
        Source(services, "residence", PersonFields.Residence);
    }

    /// <inheritdoc />
    public void Routes(ModuleRoutes routes)
    {
        VerifyOverHttp.Map(routes);
        PersonsOverHttp.Map(routes);
        RegisterOverHttp.Map(routes);
    }

    /// <inheritdoc />
    public IEnumerable<NavItem> Navigation => [new("Dân cư", "Population", "/population", PopulationScopes.Read, 40)];

    private static void Source(IServiceCollection services, string database, PersonField[] fields) => services.AddSingleton<IFieldSource>(s =>
        new PopulationFieldSource(database, fields, s.GetRequiredService<Kernel.Data.Db<PopulationModule>>(), s.GetRequiredService<AreaNames>(), s.GetRequiredService<TimeProvider>()));
}
