using System.Globalization;
using LienThong.Kernel;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Web;
using LienThong.Population.Synthetic;
using LienThong.Ui;
using LienThong.Web.Demo;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Npgsql;

namespace LienThong.Web.Start;

/// <summary>Starts an instance and serves until it is told to stop.</summary>
static class Serve
{
    public static async Task<int> Run(IReadOnlyList<string> words, CancellationToken ct)
    {
        var options = RunOptions.Parse(words);
        await using var instance = await Instance.Start(options, Console.Error.WriteLine, ct);
        foreach (var line in instance.Welcome) Console.WriteLine(line);
        await instance.App.WaitForShutdownAsync(ct);
        return 0;
    }
}

/// <summary>A running instance: its database and its web server.</summary>
public sealed class Instance : IAsyncDisposable
{
    private readonly EmbeddedPostgres? postgres;

    private Instance(WebApplication app, EmbeddedPostgres? postgres, IReadOnlyList<string> welcome) =>
        (App, this.postgres, Welcome) = (app, postgres, welcome);

    public WebApplication App { get; }

    /// <summary>What the person at the terminal is told.</summary>
    public IReadOnlyList<string> Welcome { get; }

    /// <summary>Starts the database, brings it up to date, makes demo data when there is none, and listens.</summary>
    /// <exception cref="StartupException">Something that a person can mend; the message says what.</exception>
    public static async Task<Instance> Start(RunOptions options, Action<string> progress, CancellationToken ct)
    {
        RefuseBusyPort(options.Port);
        var postgres = options.ConnectionString is null ? await Own(options, progress, ct) : null;
        try
        {
            var connection = options.ConnectionString ?? postgres!.ConnectionString;
            await Reach(connection, ct);
            var app = WebHost.Build(options, connection);
            await House.Prepare(app.Services, progress, ct);
            if (options.Demo) await DemoHouse.Build(app.Services, options.People, progress, ct);
            else await app.Services.GetRequiredService<SyntheticLoad>().ClearUnfinished(ct);
            // What only the start needed goes back to the machine before the first visitor comes.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            await app.StartAsync(ct);
            var address = app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            return new Instance(app, postgres, WelcomeAt(address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), options.Demo));
        }
        catch
        {
            if (postgres is not null) await postgres.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        if (postgres is not null) await postgres.DisposeAsync();
    }

    private static async Task<EmbeddedPostgres> Own(RunOptions options, Action<string> progress, CancellationToken ct)
    {
        progress("khởi động PostgreSQL…");
        return await EmbeddedPostgres.Start(options.Data, throwAway: false, ct);
    }

    private static async Task Reach(string connection, CancellationToken ct)
    {
        try
        {
            await using var test = new NpgsqlConnection(connection);
            await test.OpenAsync(ct);
            if (test.PostgreSqlVersion.Major < 15) throw new StartupException($"Cần PostgreSQL 15 trở lên, máy chủ là {test.PostgreSqlVersion}.");
        }
        catch (Exception e) when (e is NpgsqlException or ArgumentException or System.Net.Sockets.SocketException or TimeoutException)
        {
            throw new StartupException($"Không kết nối được PostgreSQL theo ConnectionStrings__LienThong: {FirstLine(e)}. Sửa chuỗi kết nối hoặc bỏ biến này để dùng máy chủ kèm theo.", e);
        }
    }

    private static IReadOnlyList<string> WelcomeAt(string address, bool demo) =>
    [
        $"LienThong đang chạy tại {address} (Ctrl-C để dừng)",
        .. demo ? DemoPersonas.All.Select(p => $"  {p.Vi,-26} {p.Person.FullName,-20} {address}/demo#persona-{p.Code}") : [],
    ];

    private static string FirstLine(Exception e) => e.Message.Split('\n')[0].TrimEnd('.');

    // Asked before anything is started, so that the answer comes at once.
    private static void RefuseBusyPort(int port)
    {
        if (port == 0) return;
        try
        {
            using var probe = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, port);
            probe.Start();
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw new StartupException(string.Create(CultureInfo.InvariantCulture, $"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác: ./run --port {port + 1}"), e);
        }
    }
}

/// <summary>Builds the web application.</summary>
public static class WebHost
{
    public static WebApplication Build(RunOptions options, string connection, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(WebHost).Assembly.GetName().Name });
        builder.Configuration.AddEnvironmentVariables();
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            if (options.Port == 0) k.Listen(System.Net.IPAddress.Loopback, 0);
            else k.ListenLocalhost(options.Port);
            k.Limits.MaxRequestBodySize = 20 * 1024 * 1024;
        });
        var house = new HouseOptions(Path.GetFullPath(options.Data), Path.Combine(AppContext.BaseDirectory, "content"), options.Demo);
        builder.Services.AddHouse(Modules.All, house, connection, builder.Configuration);
        builder.Services.Configure<UiOptions>(o => o.DocsPath = "/docs");
        builder.Services.AddOpenApi();
        more?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseMiddleware<SecurityHeaders>();
        app.UseLienThongUi();
        app.UseRouting();
        app.UseHouse();
        app.MapGet("/health/ready", (HttpContext _) => Results.Text("ready")).Public("balancers ask it");
        app.MapOpenApi().Public("the contract of the API is public");
        app.MapHouse(Modules.All);
        return app;
    }
}
