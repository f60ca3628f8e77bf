using LienThong.Kernel.Modules;
using LienThong.Ledger.Entries;
using LienThong.Ledger.Notes;
using LienThong.Ledger.Proofs;
using LienThong.Ledger.Sequencing;
using LienThong.Ledger.Verification;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LienThong.Ledger;

/// <summary>Table of contents of the module.</summary>
public sealed class LedgerModule : IModule
{
    public void Services(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(s => Options(s, configuration.GetSection("Ledger")));
        services.AddSingleton<ILedger, LedgerBook>();
        services.AddSingleton<AppendEntries>();
        services.AddSingleton<VerifyLedger>();
        services.AddSingleton<LedgerState>();
        services.AddSingleton(s => LogKeys.Open(s.GetRequiredService<LedgerOptions>().Folder, s.GetRequiredService<LedgerOptions>().Origin));
        services.AddSingleton(s => new LastSigned(s.GetRequiredService<LedgerOptions>().Folder));
        services.AddSingleton<SequenceEntries>();
        services.AddSingleton<SignCheckpoint>();
        services.AddSingleton<RunSequencer>();
        services.AddHostedService(s => s.GetRequiredService<RunSequencer>());
    }

    public void Routes(ModuleRoutes routes)
    {
        PublishLog.Map(routes);
        InspectEntries.Map(routes);
    }

    public IEnumerable<NavItem> Navigation => [new("Nhật ký truy cập", "Access ledger", "/ledger", LedgerScopes.Inspect, 800)];

    // A log belongs to one database: two databases served from one data folder must not be taken for two histories of one log.
    private static LedgerOptions Options(IServiceProvider services, IConfiguration section)
    {
        var database = new NpgsqlConnectionStringBuilder(services.GetRequiredService<Db>().Pool.ConnectionString).Database ?? "lienthong";
        var standard = new LedgerOptions { Folder = Path.Combine(services.GetRequiredService<HouseOptions>().DataFolder, "ledger", database) };
        return standard with { Origin = section["Origin"] ?? standard.Origin, Folder = section["Folder"] ?? standard.Folder };
    }
}
