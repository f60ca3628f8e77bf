using LienThong.Dictionary.Publishing;
using LienThong.Dictionary.Reading;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Content;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Modules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Dictionary;

/// <summary>Table of contents of the module.</summary>
public sealed class DictionaryModule : IModule
{
    /// <inheritdoc/>
    public void Services(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<PublishedDictionary>();
        services.AddSingleton<IDictionary>(s => s.GetRequiredService<PublishedDictionary>());
        services.AddSingleton<LiveSources>();
        services.AddSingleton<IMeasureSource, Databases.MeasurePublishedDatabases>();
    }

    /// <inheritdoc/>
    public void Routes(ModuleRoutes routes)
    {
        Fields.ListFields.Map(routes);
        Fields.ShowField.Map(routes);
        Fields.ExportSchema.Map(routes);
        Papers.ShowPapers.Map(routes);
        Databases.ShowDatabases.Map(routes);
        CodeLists.ShowCodeLists.Map(routes);
        Publishing.ShowEditions.Map(routes);
    }

    /// <inheritdoc/>
    public IEnumerable<NavItem> Navigation => [new("Từ điển dữ liệu", "Data dictionary", "/dictionary", null, 60)];

    /// <inheritdoc/>
    public async Task LoadContent(IServiceProvider services, ContentFolder content, ContentReport report, CancellationToken ct)
    {
        var drafts = ReadDefinitions.From(content);
        if (report.HasFaults) return;                           // a file that cannot be read would make others seem wrong too
        var directory = services.GetRequiredService<IDirectory>();
        if (!new CheckDefinitions(drafts, code => directory.AgencyLives(code).Count > 0, report).Run()) return;
        var published = await PublishFieldList.Publish(
            [.. drafts.Select(d => d.Definition)], Caller.Program("content"), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<Db>(), ct);
        services.GetRequiredService<PublishedDictionary>().Forget();
        report.Count("dictionary", published.Value.Changed, published.Value.Unchanged);
    }
}
