using LienThong.Kernel.Content;
using LienThong.Kernel.Events;
using LienThong.Kernel.Modules;
using LienThong.Programme.Import;
using LienThong.Programme.Parties;
using LienThong.Programme.Plans;
using LienThong.Programme.Reports;
using LienThong.Programme.Targets;
using LienThong.Programme.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Programme;

/// <summary>Table of contents of the module.</summary>
public sealed class ProgrammeModule : IModule
{
    public void Services(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ImportPlan>();
        services.AddSingleton<KeepDraft>();
        services.AddSingleton<CheckEvidence>();
        services.AddSingleton<KeepReport>();
        services.AddSingleton<RecordProgress>();
        services.AddSingleton<AddEvidence>();
        services.AddSingleton<MeasureTargets>();
        services.AddSingleton<TodaysBodies>();
        services.AddSingleton<IProgramme, ProgrammeBook>();
    }

    public void Routes(ModuleRoutes routes)
    {
        AnswerPlans.Map(routes);
        RecordProgress.Map(routes);
        AddEvidence.Map(routes);
    }

    public void News(ModuleNews news) =>
        news.Every(TimeSpan.FromHours(1), "programme.drop-old-drafts", static (services, ct) => services.GetRequiredService<KeepDraft>().DropOld(ct));

    public IEnumerable<NavItem> Navigation => [new NavItem("Chương trình", "Programme", "/programme", Scopes.Read, 70)];

    public Task LoadContent(IServiceProvider services, ContentFolder content, ContentReport report, CancellationToken ct) => LoadPlans.Load(services, content, report, ct);
}
