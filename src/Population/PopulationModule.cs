using LienThong.Kernel.Modules;
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
        services.AddSingleton<Synthetic.SyntheticLoad>();
    }
}
