using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Content;
using LienThong.Kernel.Events;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Modules;
using LienThong.Population;
using LienThong.Registries.Definitions;
using LienThong.Registries.Digitisation;
using LienThong.Registries.Records;
using LienThong.Registries.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Registries;

/// <summary>Table of contents of the module.</summary>
public sealed class RegistriesModule : IModule
{
    /// <inheritdoc/>
    public void Services(IServiceCollection services, IConfiguration configuration)
    {
        var book = RegistryBook.Read(new ContentFolder(FolderOf(services), new ContentReport()));
        services.AddSingleton(book);
        services.AddSingleton<PutRecords>();
        services.AddSingleton<ReadRecords>();
        services.AddSingleton<LoadRecords>();
        services.AddSingleton<AddressText>();
        services.AddSingleton<IRegistries, RegistryDesk>();
        services.AddSingleton(PaperLabels.Read(new ContentFolder(FolderOf(services), new ContentReport())));
        services.AddSingleton<ReceiveScans>().AddSingleton<ReadScans>().AddSingleton<ScanQueue>().AddSingleton<VerifyScan>();
        services.AddSingleton<FieldTexts>();
        services.AddSingleton<DigitisedShare>().AddSingleton<IMeasureSource>(s => s.GetRequiredService<DigitisedShare>());
        foreach (var database in book.Databases)
            services.AddSingleton<IFieldSource>(s => ActivatorUtilities.CreateInstance<RegistryFieldSource>(s, database));
    }

    /// <inheritdoc/>
    public void Routes(ModuleRoutes routes)
    {
        Definitions.ListRegistries.Map(routes);
        Records.PostRecords.Map(routes);
        Sources.PutSource.Map(routes);
        ShowPage.Map(routes);
    }

    /// <inheritdoc/>
    public void News(ModuleNews news)
    {
        news.On<PersonBorn>("registries-births", EnterBirth.On);
        news.Every(TimeSpan.FromSeconds(5), "registries-scans", static (s, ct) => s.GetRequiredService<ReadScans>().Due(ct));
        news.On<PersonDied>("registries-locks", LockSubject.On);
    }

    /// <inheritdoc/>
    public IEnumerable<NavItem> Navigation => [new("Sổ dữ liệu ngành", "Sector registers", "/registries", RegistryScopes.Admin, 95), new("Số hóa", "Digitisation", "/registries/digitise", RegistryScopes.Write, 90)];

    /// <inheritdoc/>
    public async Task LoadContent(IServiceProvider services, ContentFolder content, ContentReport report, CancellationToken ct)
    {
        var dictionary = await services.GetRequiredService<IDictionary>().Current(ct);
        var directory = services.GetRequiredService<IDirectory>();
        RegistryBook.Check(content, dictionary, k => directory.AgencyLives(k).Count > 0 || directory.FindClass(k) is not null, report);
        PaperLabels.Check(content, dictionary, report);
    }

    /// The folder that the house was built with: sources are services, so their number must be known before the house opens.
    private static string FolderOf(IServiceCollection services) =>
        services.Select(s => s.ImplementationInstance).OfType<HouseOptions>().Single().ContentFolder;
}
