using LienThong.Dictionary;
using LienThong.Kernel.Content;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Kernel.Events;
using LienThong.Population.Api;
using LienThong.Population.Areas;
using LienThong.Population.Cards;
using LienThong.Population.CivilStatus;
using LienThong.Population.Corrections;
using LienThong.Population.Duplicates;
using LienThong.Population.Fields;
using LienThong.Population.Import;
using LienThong.Population.Legal;
using LienThong.Population.Measures;
using LienThong.Population.Numbers;
using LienThong.Population.Past;
using LienThong.Population.Persons;
using LienThong.Population.Quality;
using LienThong.Population.Reading;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;
using LienThong.Population.Statistics;
using LienThong.Population.Synthetic;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Population;

/// <summary>Table of contents of the module.</summary>
public sealed class PopulationModule : IModule
{
    /// <inheritdoc />
    public void Services(IServiceCollection services, IConfiguration configuration)
    {
        var rules = LegalRules.Read(new ContentFolder(FolderOf(services), new ContentReport()));
        services.AddSingleton(rules).AddSingleton(QualityRules.Read(new ContentFolder(FolderOf(services), new ContentReport())));
        services.AddSingleton<MeasureQuality>().AddSingleton<QualityScores>().AddSingleton<MendingArea>();
        services.AddSingleton<RegistrationDesk>();
        services.AddSingleton<NumberHolders>().AddSingleton<PopulationRegister>().AddSingleton<IPopulation>(s => s.GetRequiredService<PopulationRegister>());
        services.AddSingleton<ResidenceRegister>().AddSingleton<IResidenceRegister>(s => s.GetRequiredService<ResidenceRegister>());
        services.AddSingleton<ICivilStatus, CivilStatusRegister>();
        services.AddSingleton<PersonRecords>().AddSingleton<IPersonRecords>(s => s.GetRequiredService<PersonRecords>());
        services.AddSingleton<INumberBlocks, NumberBlocks>();
        services.AddSingleton<IAreaDecisions, AreaDecisions>();
        services.AddSingleton<ApplyDecision>();
        services.AddSingleton<ICorrections, CorrectionDesk>();
        services.AddSingleton<ICards, CardRegister>().AddSingleton<CompleteCards>();
        services.AddSingleton<RefreshCounts>();
        services.AddSingleton<KeepRegister>().AddSingleton<FindDuplicates>().AddSingleton<RefreshDuplicates>().AddSingleton<IDuplicates, DuplicateQueue>();
        services.AddSingleton<IPopulationStatistics, PopulationStatistics>();
        services.AddSingleton<PastPopulation>();
        services.AddSingleton<ReceiveFile>().AddSingleton<SetMapping>().AddSingleton<StageRows>().AddSingleton<CheckRows>().AddSingleton<ApplyRows>().AddSingleton<LinkParents>();
        services.AddSingleton<RunImports>().AddSingleton<ReadResults>().AddSingleton<DecideImport>();
        services.AddSingleton<SyntheticLoad>();
        services.AddSingleton<AreaNames>().AddSingleton<WrittenItem>();
        services.AddSingleton<ReadAsKeeper>();
        services.AddSingleton<IMeasureSource, PopulationMeasures>().AddSingleton<IMeasureSource, QualityMeasures>();
        Source(services, "population", PersonFields.PopulationBy(rules));
        Source(services, "residence", PersonFields.Residence);
    }

    /// <inheritdoc />
    public void Routes(ModuleRoutes routes)
    {
        VerifyOverHttp.Map(routes);
        PersonsOverHttp.Map(routes);
        RegisterOverHttp.Map(routes);
        ResidenceOverHttp.Map(routes);
        CivilStatusOverHttp.Map(routes);
        RecordsOverHttp.Map(routes);
        ConfirmCmnd.Map(routes);
        BlocksOverHttp.Map(routes);
        AreasOverHttp.Map(routes);
        StatisticsOverHttp.Map(routes);
        PastOverHttp.Map(routes);
        DuplicatesOverHttp.Map(routes);
        CardsOverHttp.Map(routes);
        QualityOverHttp.Map(routes);
        CorrectionsOverHttp.Map(routes);
        ImportsOverHttp.Map(routes);
    }

    /// <inheritdoc />
    public void News(ModuleNews news)
    {
        news.Every(TimeSpan.FromMinutes(10), "population-areas", static (s, ct) => s.GetRequiredService<ApplyDecision>().Due(ct));
        news.Every(TimeSpan.FromSeconds(5), "population-imports", static (s, ct) => s.GetRequiredService<RunImports>().Due(ct));
        news.Every(TimeSpan.FromHours(6), "population-import-files", static (s, ct) => s.GetRequiredService<DecideImport>().Tidy(ct));
        news.Every(TimeSpan.FromMinutes(5), "population-upkeep", static (s, ct) => s.GetRequiredService<KeepRegister>().Run(ct));
        news.Every(TimeSpan.FromMinutes(30), "population-counts", static (s, ct) => s.GetRequiredService<RefreshCounts>().IfStale(ct));
    }

    /// <inheritdoc />
    public IEnumerable<NavItem> Navigation => 
    [
        new("Dữ liệu của tôi", "My data", "/my/corrections", PopulationScopes.Own, 45),
        new("Dân cư", "Population", "/population", PopulationScopes.Read, 40),
    ];

    /// <inheritdoc />
    public Task LoadContent(IServiceProvider services, ContentFolder content, ContentReport report, CancellationToken ct)
    {
        LegalRules.Check(content, report, services.GetRequiredService<TimeProvider>().Today());
        QualityRules.Check(content, report);
        return Task.CompletedTask;
    }

    // the rules are a service, so they are read when the house is built
    private static string FolderOf(IServiceCollection services) => services.Select(s => s.ImplementationInstance).OfType<HouseOptions>().Single().ContentFolder;

    private static void Source(IServiceCollection services, string database, PersonField[] fields) => services.AddSingleton<IFieldSource>(s =>
        new PopulationFieldSource(database, fields, s.GetRequiredService<Kernel.Data.Db<PopulationModule>>(), s.GetRequiredService<AreaNames>(), s.GetRequiredService<TimeProvider>()));
}
