using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Net.Http.Json;
using LienThong.Identity;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Events;
using LienThong.Kernel.Modules;
using LienThong.Web.Start;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Tests.Fixture;

/// <summary>A whole instance on a database of its own, serving over real HTTP. One per test class: <c>IClassFixture&lt;TestHouse&gt;</c>.</summary>
public class TestHouse(PostgresRun run) : IAsyncLifetime
{
    private WebApplication? app;

    public IServiceProvider Services => app!.Services;

    public string Address { get; private set; } = "";

    public string Connection { get; private set; } = "";

    public Databases Databases => Services.GetRequiredService<Databases>();

    /// <summary>Demo mode (synthetic 099 numbers, persona sign-in). Override for tests of a real instance.</summary>
    protected virtual bool Demo => true;

    public async ValueTask InitializeAsync()
    {
        Connection = await run.Clone();
        app = WebHost.Build(PostgresRun.OptionsFor(run.Folder, Demo), Connection, s =>
        {
            s.AddSingleton<ICallerSource, TestCallers>();
            More(s);
        });
        await House.Prepare(app.Services, _ => { }, CancellationToken.None);
        await app.StartAsync();
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await Fill();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is null) return;
        await app.StopAsync();
        await app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The database as a module sees it: under that module's own role.</summary>
    public Db<TModule> Db<TModule>() where TModule : IModule => Services.GetRequiredService<Db<TModule>>();

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A client without cookies that sends every request as <paramref name="caller"/>. Redirects are not followed.</summary>
    public HttpClient As(Caller caller)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Add(TestCallers.Header, TestCallers.Register(caller));
        return client;
    }

    public HttpClient Anonymous() =>
        new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Address) };

    /// <summary>Delivers all events that wait.</summary>
    public Task DeliverNews() => Get<EventDispatcher>().Drain(CancellationToken.None);

    /// <summary>Settings of its own; what is registered last counts.</summary>
    protected virtual void More(IServiceCollection services)
    {
        // The house as it is.
    }

    /// <summary>Rows that the tests of a class share.</summary>
    protected virtual Task Fill() => Task.CompletedTask;
}

/// <summary>Callers made for tests.</summary>
public static class TestCaller
{
    public static Caller Official(string agency, params string[] scopes) => Make(CallerKind.Official, null, agency, scopes);

    public static Caller Person(Guid person, params string[] scopes) => Make(CallerKind.Person, person, null, scopes);

    public static Caller System(string agency, params string[] scopes) => Make(CallerKind.System, null, agency, scopes);

    private static Caller Make(CallerKind kind, Guid? person, string? agency, string[] scopes) =>
        new(kind, "test:" + Guid.CreateVersion7(), person, agency, null, scopes.ToFrozenSet(), "api", null);
}

/// <summary>Sends a creating request with a fresh idempotency key.</summary>
public static class ClientExtensions
{
    public static Task<HttpResponseMessage> PostOnce(this HttpClient client, string path, object body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString());
        return client.SendAsync(request);
    }
}

/// <summary>Recognises callers that a test registered; exists only in tests.</summary>
sealed class TestCallers : ICallerSource
{
    public const string Header = "X-Test-Caller";
    private static readonly ConcurrentDictionary<string, Caller> Known = new();

    public static string Register(Caller caller)
    {
        Known[caller.Id] = caller;
        return caller.Id;
    }

    public ValueTask<Caller?> Identify(HttpContext http, CancellationToken ct)
    {
        if (http.Request.Headers[Header].ToString() is not { Length: > 0 } id) return ValueTask.FromResult<Caller?>(null);
        if (Known[id].Kind is not CallerKind.System) http.SetAssurance(new Assurance(2, 2, ["test"], TimeProvider.System.GetUtcNow()));
        return ValueTask.FromResult<Caller?>(Known[id]);
    }
}
