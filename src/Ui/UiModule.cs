using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Ui;

/// <summary>Table of contents of the module: the building blocks of pages.</summary>
public sealed class UiModule : IModule
{
    public void Services(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<UiOptions>();
        services.AddRequestLocalization(Languages.Configure);
        services.AddSingleton(_ => new Assets(Path.Combine(AppContext.BaseDirectory, "assets")));
    }
}

/// <summary>The part of the pipeline that belongs to the pages' building blocks.</summary>
public static class UiPipeline
{
    /// <summary>Serves /assets and sets the language. Put it after error handling and before routing.</summary>
    public static IApplicationBuilder UseLienThongUi(this IApplicationBuilder app)
    {
        app.UseMiddleware<ServeAssets>();
        app.UseRequestLocalization();
        return app.Use(Languages.Remember);
    }
}
