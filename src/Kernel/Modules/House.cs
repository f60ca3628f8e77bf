using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using LienThong.Kernel.Content;
using LienThong.Kernel.Data;
using LienThong.Kernel.Events;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace LienThong.Kernel.Modules;

/// <summary>Where the instance keeps what is not in the database, and whether it is a demonstration.</summary>
/// <param name="DataFolder">Signing keys, uploaded files, the private server.</param>
/// <param name="ContentFolder">What the state decided, as data.</param>
/// <param name="Demo">Synthetic people and persona sign-in.</param>
public sealed record HouseOptions(string DataFolder, string ContentFolder, bool Demo);

/// <summary>Puts the modules together in their order: services, routes, schema, content, news.</summary>
public static class House
{
    public static IServiceCollection AddHouse(
        this IServiceCollection services, IReadOnlyList<IModule> modules, HouseOptions options, string connectionString, IConfiguration configuration)
    {
        services.AddSingleton(options);
        services.AddSingleton(_ => new Databases(connectionString));
        services.AddSingleton(typeof(Db<>));
        services.AddSingleton<Migrator>();
        services.AddSingleton(modules);
        foreach (var module in modules) services.AddSingleton(module);
        services.AddSingleton<Navigation>();
        services.AddSingleton<MeasureCatalogue>();
        services.AddSingleton(TimeProvider.System);
        AddNews(services, modules);
        AddWeb(services);
        foreach (var module in modules) module.Services(services, configuration);
        return services;
    }

    /// <summary>The middle of the pipeline, in the only order that is safe. Static files stand before it, pages after it.</summary>
    public static void UseHouse(this IApplicationBuilder app)
    {
        app.UseMiddleware<FailureGate>();
        app.UseMiddleware<JsonEdge>();
        app.UseMiddleware<AccessGate>();
        app.UseMiddleware<IdempotencyGate>();
    }

    /// <summary>Maps every module and refuses to go on when an endpoint does not say who may call it.</summary>
    public static void MapHouse(this IEndpointRouteBuilder app, IReadOnlyList<IModule> modules)
    {
        foreach (var module in modules) module.Routes(new ModuleRoutes(app.MapGroup($"/api/{module.Name}/v1").WithTags(module.Name), app));
        app.MapRazorPages();
        var silent = app.DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Where(e => e.AccessRule() is null).Select(e => e.DisplayName).ToList();
        if (silent.Count > 0)
        {
            throw new InvalidOperationException("These endpoints name no scope and no reason to be public: " + string.Join(", ", silent));
        }
    }

    /// <summary>Brings schema and content up to date. Content is read again only when it or the module's program changed.</summary>
    public static async Task Prepare(IServiceProvider services, Action<string> progress, CancellationToken ct)
    {
        var modules = services.GetRequiredService<IReadOnlyList<IModule>>();
        var applied = await services.GetRequiredService<Migrator>().Migrate(modules, ct);
        if (applied > 0) progress($"lược đồ: {applied} tệp mới");
        var folder = services.GetRequiredService<HouseOptions>().ContentFolder;
        var hash = HashOf(folder);
        foreach (var module in modules) await LoadContent(services, module, folder, hash, progress, ct);
    }

    private static byte[] HashOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (!System.IO.Directory.Exists(folder)) throw new StartupException($"Không thấy thư mục nội dung {folder}. Build lại chương trình.");
        foreach (var file in System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file)));
            hash.AppendData(File.ReadAllBytes(file));
        }
        return hash.GetHashAndReset();
    }

    private static async Task LoadContent(
        IServiceProvider services, IModule module, string folder, byte[] contentHash, Action<string> progress, CancellationToken ct)
    {
        var hash = SHA256.HashData([.. contentHash, .. module.GetType().Module.ModuleVersionId.ToByteArray()]);
        var databases = services.GetRequiredService<Databases>();
        await using var known = databases.Owner.CreateCommand("select hash from kernel.content where module = $1");
        Parameters.Add(known.Parameters, [module.Name]);
        if (await known.ExecuteScalarAsync(ct) is byte[] before && before.AsSpan().SequenceEqual(hash)) return;
        var report = new ContentReport();
        await module.LoadContent(services, new ContentFolder(folder, report), report, ct);
        if (report.Faults.Count > 0)
        {
            throw new StartupException($"content/ có {report.Faults.Count} lỗi:\n" + string.Join('\n', report.Faults.Take(50)));
        }
        await using var note = databases.Owner.CreateCommand(
            "insert into kernel.content (module, hash) values ($1, $2) on conflict (module) do update set hash = excluded.hash, loaded_at = clock_timestamp()");
        Parameters.Add(note.Parameters, [module.Name, hash]);
        await note.ExecuteNonQueryAsync(ct);
        progress($"nội dung: {module.Name}");
    }

    private static void AddNews(IServiceCollection services, IReadOnlyList<IModule> modules)
    {
        var subscriptions = new List<Subscription>();
        var jobs = new List<Job>();
        foreach (var module in modules) module.News(new ModuleNews(module.Name, subscriptions, jobs));
        services.AddSingleton(new SubscriptionList(subscriptions));
        services.AddSingleton(new JobList(jobs));
        services.AddSingleton<EventDispatcher>();
        services.AddHostedService(s => s.GetRequiredService<EventDispatcher>());
        services.AddHostedService<JobRunner>();
    }

    private static void AddWeb(IServiceCollection services)
    {
        services.AddRazorPages();
        services.AddLocalization();
        services.Configure<RouteOptions>(o => o.LowercaseUrls = true);
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.ConfigureHttpJsonOptions(o => Json.Configure(o.SerializerOptions));
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddAntiforgery(o => o.Cookie.Name = "lienthong-form");
        services.AddDataProtection().SetApplicationName("LienThong");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(o =>
        {
            o.XmlRepository = new ProtectionKeys(s.GetRequiredService<Databases>());
            o.XmlEncryptor = new KeyLock(s.GetRequiredService<HouseOptions>());
        }));
    }
}
