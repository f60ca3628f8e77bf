using LienThong.Insight.Numbers;
using LienThong.Insight.Provinces;
using LienThong.Kernel.Content;
using LienThong.Kernel.Modules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Insight;

/// <summary>Table of contents of the module.</summary>
public sealed class InsightModule : IModule
{
    public void Services(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<HomeNumbers>();
        services.AddSingleton<MeasureProvinces>();
    }

    public void Routes(ModuleRoutes routes)
    {
        HomeNumbers.Map(routes);
        MeasureProvinces.Map(routes);
    }

    public IEnumerable<NavItem> Navigation => [new NavItem("Điều hành", "Command centre", "/insight", Scopes.Read, 80)];

    public Task LoadContent(IServiceProvider services, ContentFolder content, ContentReport report, CancellationToken ct) => LoadNumbers.Load(services, content, report, ct);
}
