using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Web;
using LienThong.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LienThong.Tests.Ui;

/// <summary>The kit served over real HTTP without a database: pages, assets, headers and gates as in the whole house.</summary>
public sealed class UiHouse : IAsyncLifetime
{
    private WebApplication? app;

    public IServiceProvider Services => app!.Services;

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(UiHouse).Assembly.GetName().Name });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddRazorPages().AddApplicationPart(typeof(UiModule).Assembly);
        builder.Services.AddSingleton(new HouseOptions(AppContext.BaseDirectory, AppContext.BaseDirectory, Demo: true));
        builder.Services.AddSingleton<IModule, Rooms>();
        builder.Services.AddSingleton<Navigation>();
        new UiModule().Services(builder.Services, builder.Configuration);
        app = builder.Build();
        app.UseMiddleware<SecurityHeaders>();
        app.UseLienThongUi();
        app.UseRouting();
        app.UseMiddleware<FailureGate>();
        app.Use(SignIn);
        app.UseMiddleware<AccessGate>();
        app.MapGet("/ui-test/broken", (HttpContext _) => throw new InvalidOperationException("secret")).Public("test");
        app.MapGet("/api/ui-test", (HttpContext _) => Results.StatusCode(StatusCodes.Status404NotFound)).Public("test");
        app.MapGet("/ui-test/closed", (HttpContext _) => Results.Ok()).Requires("ui.nobody");
        app.MapRazorPages();
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is null) return;
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public HttpClient Anonymous() => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
    };

    public HttpClient SignedIn(params string[] scopes)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Add("X-Scopes", string.Join(' ', scopes.Append("-")));
        return client;
    }

    private static Task SignIn(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Headers["X-Scopes"].ToString() is { Length: > 0 } scopes)
            http.SetCaller(Caller.Anonymous with { Kind = CallerKind.Official, Id = "test", Scopes = scopes.Split(' ').ToHashSet() });
        return next(http);
    }

    private sealed class Rooms : IModule
    {
        public string Name => "rooms";

        public IEnumerable<NavItem> Navigation =>
        [
            new("Hồ sơ của tôi", "My dossiers", "/ui", null, 2),
            new("Thành phần", "Components", "/ui/components", null, 1),
            new("Hàng đợi", "Queue", "/queue", "dossier.handle", 3),
        ];
    }
}
