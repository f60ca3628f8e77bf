using LienThong.Dictionary;
using LienThong.Kernel.Modules;
using LienThong.Population.Fields;
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
        services.AddSingleton<IPopulation, PopulationRegister>();
        services.AddSingleton<SyntheticLoad>();
        services.AddSingleton<AreaNames>();
        Source(services, "population", PersonFields.Population);
        Source(services, "residence", PersonFields.Residence);
    }

    private static void Source(IServiceCollection services, string database, PersonField[] fields) => services.AddSingleton<IFieldSource>(s =>
        new PopulationFieldSource(database, fields, s.GetRequiredService<Kernel.Data.Db<PopulationModule>>(), s.GetRequiredService<AreaNames>(), s.GetRequiredService<TimeProvider>()));
}
