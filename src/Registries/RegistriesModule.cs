using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Content;
using LienThong.Kernel.Events;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Modules;
using LienThong.Population;
using LienThong.Registries.Definitions;
using LienThong.Registries.Bulk;
using LienThong.Registries.Digitisation;
using LienThong.Registries.Feed;
using LienThong.Registries.HandOvers;
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
        services.AddSingleton<PublishedRegisters>();
        services.AddSingleton<IChangingSources>(s => s.GetRequiredService<PublishedRegisters>());
        services.AddSingleton<IFieldUsage, FieldsInRegisters>();
        services.AddSingleton<FieldsInUse>();
        services.AddSingleton<DraftDefinition>();
        services.AddSingleton<PublishDefinition>();
        services.AddSingleton<Keepers>().AddSingleton<TerritoryLimit>();
        services.AddSingleton<PutRecords>();
        services.AddSingleton<ReadRecords>();
        services.AddSingleton<LoadRecords>();
        services.AddSingleton<ReadFeed>();
        services.AddSingleton<FindSubject>();
        services.AddSingleton<SearchRecords>();
        services.AddSingleton<LoadFile>();
        services.AddSingleton<HandOver>();
        services.AddSingleton<AddressText>();
        services.AddSingleton<IRegistries, RegistryDesk>();
        services.AddSingleton(s => PaperLabels.Read(new ContentFolder(s.GetRequiredService<HouseOptions>().ContentFolder, new ContentReport())));
        services.AddSingleton<ScanRights>().AddSingleton<ReceiveScans>().AddSingleton<ReadScans>().AddSingleton<ScanQueue>().AddSingleton<VerifyScan>().AddSingleton<ShowPage>().AddSingleton<FieldTexts>();
        services.AddSingleton<DigitisedShare>().AddSingleton<IMeasureSource>(s => s.GetRequiredService<DigitisedShare>());
    }

    /// <inheritdoc/>
    public void Routes(ModuleRoutes routes)
    {
        ListRegistries.Map(routes);
        ExportYaml.Map(routes);
        PutDefinition.Map(routes);
        PostRecords.Map(routes);
        SearchRecords.Map(routes);
        LoadFile.Map(routes);
        HandOver.Map(routes);
        ReadFeed.Map(routes);
        PutSource.Map(routes);
        ShowPage.Map(routes);
    }

    /// <inheritdoc/>
    public void News(ModuleNews news)
    {
        news.Every(TimeSpan.FromSeconds(5), "registries-scans", static (s, ct) => s.GetRequiredService<ReadScans>().Due(ct));
        news.On<PersonBorn>("registries-births", EnterCivilStatus.On);
        news.On<PersonDied>("registries-deaths", EnterCivilStatus.On);
        news.On<PersonMarried>("registries-marriages", EnterMarriage.On);
        news.On<PersonDivorced>("registries-marriages", EnterMarriage.On);
        news.On<PersonDied>("registries-locks", LockSubject.On);
        news.On<PersonsMerged>("registries-follow-merges", FollowMerges.OnMerged);
        news.On<PersonUnmerged>("registries-follow-merges", FollowMerges.OnUnmerged);
        news.Every(TimeSpan.FromMinutes(10), "registries-handover", (services, ct) => services.GetRequiredService<HandOver>().Due(ct));
        news.Every(TimeSpan.FromHours(6), "registries-rejects", (services, ct) => services.GetRequiredService<LoadFile>().Forget(ct));
    }

    /// <inheritdoc/>
    public IEnumerable<NavItem> Navigation =>
        [new("Sổ dữ liệu ngành", "Sector registers", "/registries", RegistryScopes.Read, 95), new("Số hóa", "Digitisation", "/registries/digitise", RegistryScopes.Write, 90)];

    /// <inheritdoc/>
    public async Task LoadContent(IServiceProvider services, ContentFolder content, ContentReport report, CancellationToken ct)
    {
        var dictionary = await services.GetRequiredService<IDictionary>().Current(ct);
        var directory = services.GetRequiredService<IDirectory>();
        await LoadDefinitions.Load(content, dictionary, k => directory.AgencyLives(k).Count > 0 || directory.FindClass(k) is not null,
            (services.GetRequiredService<Db>(), services.GetRequiredService<PublishDefinition>()), report, ct);
        PaperLabels.Check(content, dictionary, report);
    }
}
