using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Exchange.Agreements;
using LienThong.Exchange.Broker;
using LienThong.Exchange.Metering;
using LienThong.Exchange.Reading;
using LienThong.Exchange.Sources;
using LienThong.Kernel.Content;
using LienThong.Kernel.Events;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Modules;
using LienThong.Ledger;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Exchange;

/// <summary>Table of contents of the module.</summary>
public sealed class ExchangeModule : IModule
{
    public void Services(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new ExchangeOptions());
        services.AddSingleton<AgreementBook>();
        services.AddSingleton<Meter>();
        services.AddSingleton<Finish>();
        services.AddSingleton<Admission>();
        services.AddSingleton<RecordComparison>();
        services.AddSingleton<SourceSwitchboard>();
        services.AddSingleton<WatchSources>();
        services.AddSingleton<KeepBooks>();
        services.AddSingleton<IDataBroker, DataBroker>();
        services.AddSingleton<LienThong.Identity.IAuthorizationDetailType, DataAccessDetail>();
        services.AddSingleton<OwnAccess>();
        services.AddSingleton<ListAgreements>();
        services.AddSingleton<ListSources>();
        services.AddSingleton<SwitchSource>();
        services.AddSingleton<IFieldUsage, FieldsInAgreements>();
        services.AddSingleton<ISubjectFinder, FindSubject>();
        services.AddSingleton<IMeasureSource, ExchangeMeasures>();
        services.AddHostedService(s => s.GetRequiredService<KeepBooks>());
    }

    public void Routes(ModuleRoutes routes)
    {
        ReadOverHttp.Map(routes);
        ReadGranted.Map(routes);
        OwnAccess.Map(routes);
        ListAgreements.Map(routes);
        RequestAgreement.Map(routes);
        DecideAgreement.Map(routes);
        ListSources.Map(routes);
        SwitchSource.Map(routes);
    }

    public void News(ModuleNews news) => news.Every(TimeSpan.FromSeconds(5), "exchange-unfold-comparisons", UnfoldComparisons.Do);

    public IEnumerable<NavItem> Navigation =>
    [
        new("Ai đã xem dữ liệu của tôi", "Who saw my data", "/my/access", ExchangeScopes.Own, 50),
        new("Chia sẻ dữ liệu", "Data sharing", "/exchange", ExchangeScopes.See, 300),
    ];

    public async Task LoadContent(IServiceProvider services, ContentFolder content, ContentReport report, CancellationToken ct)
    {
        await LoadAgreements.Load(services.GetRequiredService<Db>(), services.GetRequiredService<IDictionary>(), services.GetRequiredService<IDirectory>(),
            content, report, services.GetRequiredService<TimeProvider>(), ct);
        services.GetRequiredService<AgreementBook>().Forget();
    }
}
