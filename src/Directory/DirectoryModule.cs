using LienThong.Directory.Agencies;
using LienThong.Directory.Areas;
using LienThong.Directory.Books;
using LienThong.Directory.Calendars;
using LienThong.Directory.Content;
using LienThong.Directory.Officials;
using LienThong.Directory.Questions;
using LienThong.Kernel.Content;
using LienThong.Kernel.Modules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Directory;

/// <summary>Table of contents of the module.</summary>
public sealed class DirectoryModule : IModule
{
    /// <inheritdoc/>
    public void Services(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Directory").Get<DirectoryOptions>() ?? new DirectoryOptions());
        services.AddSingleton<LiveSnapshot>();
        services.AddHostedService(s => s.GetRequiredService<LiveSnapshot>());
        services.AddSingleton<FindOfficials>();
        services.AddSingleton<IDirectory, DirectoryBook>();
        services.AddSingleton<AppointOfficialNeeds>();
    }

    /// <inheritdoc/>
    public void Routes(ModuleRoutes routes)
    {
        SearchAreas.Map(routes);
        ShowArea.Map(routes);
        ListAreas.Map(routes);
        SearchAgencies.Map(routes);
        ShowAgency.Map(routes);
        ListMembers.Map(routes);
        AnswerQuestion.Map(routes);
        ShowCalendar.Map(routes);
        RegisterOfficial.Map(routes);
        LinkAccount.Map(routes);
        AppointOfficial.Map(routes);
        EndPost.Map(routes);
        ShowOfficial.Map(routes);
    }

    /// <inheritdoc/>
    public IEnumerable<NavItem> Navigation => [new("Cơ quan, địa bàn", "Agencies and areas", "/directory", null, 600)];

    /// <inheritdoc/>
    public async Task LoadContent(IServiceProvider services, ContentFolder content, ContentReport report, CancellationToken ct)
    {
        var rows = ReadDirectory.From(content, report);
        if (report.HasFaults) return;
        await LoadDirectory.Load(services.GetRequiredService<Db>(), rows, report, ct);
        services.GetRequiredService<LiveSnapshot>().Renew();
    }
}
