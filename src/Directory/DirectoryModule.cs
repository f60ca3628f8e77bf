using LienThong.Directory.Books;
using LienThong.Directory.Content;
using LienThong.Directory.Officials;
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
    }

    /// <inheritdoc/>
    public async Task LoadContent(IServiceProvider services, ContentFolder content, ContentReport report, CancellationToken ct)
    {
        var rows = ReadDirectory.From(content, report);
        if (report.HasFaults) return;
        await LoadDirectory.Load(services.GetRequiredService<Db>(), rows, report, ct);
        services.GetRequiredService<LiveSnapshot>().Renew();
    }
}
