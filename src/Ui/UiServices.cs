using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.WebEncoders;

namespace LienThong.Ui;

/// <summary>What a program that shows pages calls: once for services, once for the pipeline.</summary>
public static class UiServices
{
    public static IServiceCollection AddLienThongUi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<UiOptions>().Bind(configuration)
            .Validate(options => options.Agency.Trim().Length > 0, "Ui:Agency is empty: write the agency that runs this instance.")
            .ValidateOnStart();
        services.AddLocalization();
        services.AddRequestLocalization(Languages.Configure);
        // Without this every Vietnamese letter becomes a numeric entity: pages twice as large and unreadable in the source.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        // Pages only; the API decides for itself. The antiforgery token differs on every page, so packing it tells nothing about it.
        services.AddResponseCompression(options => options.EnableForHttps = true);
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.AddSingleton(_ => new Assets(Path.Combine(AppContext.BaseDirectory, "assets")));
        services.AddSingleton<ProvinceShapes>();
        return services;
    }

    /// <summary>Serves /assets, sets the language, packs pages, gives empty refusals a page. It stands after the security headers, before routing.</summary>
    public static IApplicationBuilder UseLienThongUi(this IApplicationBuilder app)
    {
        app.UseMiddleware<ServeAssets>();
        app.UseRequestLocalization();
        app.Use(Languages.Remember);
        return app.UseWhen(IsForPeople, people => people.UseResponseCompression().UseStatusCodePagesWithReExecute("/error/{0}"));
    }

    private static bool IsForPeople(HttpContext context) => !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
}
