using LienThong.Kernel.Modules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Ui;

/// <summary>Table of contents of the module.</summary>
public sealed class UiModule : IModule
{
    public void Services(IServiceCollection services, IConfiguration configuration) =>
        services.AddLienThongUi(configuration.GetSection("Ui"));
}
