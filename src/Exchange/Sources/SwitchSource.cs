using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Exchange.Sources;

/// <summary>Tries a source with a call that reads nobody, and takes one out of use or back: for maintenance, and to see that filing goes on without it.</summary>
sealed class SwitchSource(Db db, SourceSwitchboard sources, WatchSources watch, TimeProvider clock)
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapPost("sources/{database}/test", (string database, SwitchSource work, CancellationToken ct) => work.Test(database, ct))
            .Requires(ExchangeScopes.Manage).Refuses(ExchangeErrors.SourceUnknown);
        r.Api.MapPost("sources/{database}/switch", (string database, Request request, Caller caller, SwitchSource work, CancellationToken ct) => work.Switch(database, request.Off, caller, ct))
            .Requires(ExchangeScopes.Manage).Idempotent().Refuses(ExchangeErrors.SourceUnknown);
    }

    /// <summary>True takes the source out of use.</summary>
    public sealed record Request(bool Off);

    /// <summary>Whether the source answered, and in how many milliseconds.</summary>
    public sealed record Tested(string Database, bool Answered, double Milliseconds, string? Reason);

    public async Task<Result<Tested>> Test(string database, CancellationToken ct)
    {
        if (await sources.Gate(database, ct) is not { } gate) return ExchangeErrors.SourceUnknown.With(database);
        var start = clock.GetTimestamp();
        // A key that nobody has: the whole way is walked, no one is read.
        var answered = await gate.Read([new SubjectId(Guid.CreateVersion7())], [.. gate.Fields.Take(5)]) is not null;
        var took = clock.GetElapsedTime(start).TotalMilliseconds;
        if (answered) await db.Execute(Sql.Tested, [database, clock.GetUtcNow()], ct);
        return new Tested(database, answered, Math.Round(took, 1), answered ? null : gate.SwitchedOff ? "đang tắt" : gate.Reason);
    }

    public async Task<Result> Switch(string database, bool off, Caller caller, CancellationToken ct)
    {
        if (await sources.Gate(database, ct) is not { } gate) return ExchangeErrors.SourceUnknown.With(database);
        var written = await db.Write(caller, [new Change(Sql.Switch, [database, off, clock.GetUtcNow()])], [], ct);
        if (written.Failed) return written;
        gate.SwitchedOff = off;
        await watch.Run(ct); // tells the house now, not at the next round
        return Result.Done;
    }

    static class Sql
    {
        public const string Tested = """
            insert into exchange.source as s (database, changed_at, tested_at) values ($1, $2, $2)
            on conflict (database) do update set tested_at = excluded.tested_at
            """;
        public const string Switch = """
            insert into exchange.source as s (database, switched_off, changed_at) values ($1, $2, $3)
            on conflict (database) do update set switched_off = excluded.switched_off
            """;
    }
}
