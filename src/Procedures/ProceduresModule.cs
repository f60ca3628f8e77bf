using LienThong.Dictionary;
using LienThong.Kernel.Content;
using LienThong.Kernel.Measures;
using LienThong.Population;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Filing;
using LienThong.Procedures.Measures;
using LienThong.Procedures.Outcomes;
using LienThong.Procedures.Papers;
using LienThong.Procedures.Work;
using Microsoft.Extensions.Configuration;

namespace LienThong.Procedures;

/// <summary>Table of contents of the module, in the order of a dossier's life.</summary>
public sealed class ProceduresModule : IModule
{
    public void Services(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ProcedureLibrary>();
        services.AddSingleton<Drafts>().AddSingleton<ReadFacts>().AddSingleton<StartDraft>().AddSingleton<SaveAnswers>();
        services.AddSingleton<AttachmentStore>().AddSingleton<UploadPaper>();
        services.AddSingleton<FilingPlan>().AddSingleton<FileDossier>();
        services.AddSingleton<DossierShelf>().AddSingleton<DossierDesk>().AddSingleton<GiveSupplement>().AddSingleton<Inbox>();
        services.AddSingleton<TrackDossier>().AddSingleton<RateDossier>().AddSingleton<PayFee>();
        services.AddSingleton<CarryOutDecision>().AddSingleton<HandleDossier>().AddSingleton<ReadQueue>().AddSingleton<CompareWithRegistry>().AddSingleton<Reappoint>();
        services.AddScoped<Pages.Names>();
        services.AddSingleton<IProcedures, ProcedureFacts>();
        services.AddSingleton<IGround, DossierGround>();
        services.AddSingleton<IFieldUsage, FieldUses>();
        services.AddSingleton<IMeasureSource, ProcedureMeasures>();
        services.AddSingleton<IDemoDossiers, Demo.DemoDossiers>();
    }

    public void Routes(ModuleRoutes routes)
    {
        ReadProcedure.Map(routes);
        StartDraft.Map(routes);
        SaveAnswers.Map(routes);
        ReadDraft.Map(routes);
        FileDossier.Map(routes);
        ReadDossier.Map(routes);
        TrackDossier.Map(routes);
        GiveSupplement.Map(routes);
        WithdrawDossier.Map(routes);
        PayFee.Map(routes);
        RateDossier.Map(routes);
        ReadQueue.Map(routes);
        Reappoint.Map(routes);
        HandleDossier.Map(routes);
        QueueKeys.Map(routes);
    }

    public void News(ModuleNews news)
    {
        // The decision's own module listens to it: what was signed is carried out even if the node died at that moment.
        news.On<OutcomeOrdered>("procedures-carry-out", static (ordered, delivery, ct) =>
            delivery.Services.GetRequiredService<CarryOutDecision>().Run(Caller.Program("procedures"), ordered.Dossier, ct));
        news.On<PersonsMerged>("procedures-follow-merges", FollowMerges.OnMerged);
        news.On<PersonUnmerged>("procedures-follow-merges", FollowMerges.OnUnmerged);
        news.Every(TimeSpan.FromHours(12), "procedures-drop-old-drafts", static (services, ct) => services.GetRequiredService<Drafts>().DropOld(ct));
    }

    public IEnumerable<NavItem> Navigation =>
    [
        new("Dịch vụ", "Services", "/services", null, 10),
        new("Hồ sơ của tôi", "My dossiers", "/my/dossiers", ProcedureScopes.File, 20),
        new("Hồ sơ cần xử lý", "Work queue", "/work", ProcedureScopes.Handle, 30),
        new("Tra cứu hồ sơ", "Track", "/track", null, 40),
    ];

    public async Task LoadContent(IServiceProvider services, ContentFolder content, ContentReport report, CancellationToken ct) =>
        await services.GetRequiredService<ProcedureLibrary>().Publish(content.Yaml<ProcedureDefinition>("procedures/*.yaml"), report, ct);
}
