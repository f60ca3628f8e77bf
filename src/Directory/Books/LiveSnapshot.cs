using LienThong.Kernel.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LienThong.Directory.Books;

/// The edition in memory of this process. Other processes load content too, so the number of the edition is looked at every few seconds.
sealed partial class LiveSnapshot(Db db, TimeProvider clock, ILogger<LiveSnapshot> log) : BackgroundService
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    readonly Lock gate = new();
    DirectorySnapshot? current;

    public DirectorySnapshot Current
    {
        get
        {
            if (Volatile.Read(ref current) is { } held) return held;
            lock (gate) return current ??= ReadSnapshot.From(db.Pool);
        }
    }

    /// Reads anew, after a load in this process.
    public void Renew()
    {
        lock (gate) current = ReadSnapshot.From(db.Pool);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var edition = await db.One(Sql.Edition, [], r => r.GetInt64(0), stoppingToken);
                if (Volatile.Read(ref current) is { } held && held.Edition != edition) Renew();
            }
            catch (Npgsql.NpgsqlException e)
            {
                NotRenewed(e);                                  // the database is away: what is in memory stays good
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The directory could not look for a new edition")]
    partial void NotRenewed(Exception e);

    static class Sql
    {
        public const string Edition = "select number from directory.edition";
    }
}
