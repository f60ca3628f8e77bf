using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.WebEncoders;

namespace LienThong.Ui;

/// <summary>What the composition root calls: once for services, once for the pipeline.</summary>
public static class UiModule
{
    public static IServiceCollection AddLienThongUi(this IServiceCollection services, Action<UiOptions>? configure = null)
    {
        services.AddOptions<UiOptions>().Configure(options => configure?.Invoke(options));
        services.AddLocalization();
        services.AddRequestLocalization(Languages.Configure);
        // Without this every Vietnamese letter becomes a numeric entity: pages twice as large and unreadable in the source.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton(_ => new Assets(Path.Combine(AppContext.BaseDirectory, "assets")));
        return services;
    }

    /// <summary>Serves /assets and sets the language. Put it after error handling and before routing.</summary>
    public static IApplicationBuilder UseLienThongUi(this IApplicationBuilder app)
    {
        app.UseMiddleware<ServeAssets>();
        app.UseRequestLocalization();
        return app.Use(Languages.Remember);
    }
}
