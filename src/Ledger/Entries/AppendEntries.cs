using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using LienThong.Kernel.Results;
using LienThong.Ledger.Sequencing;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LienThong.Ledger.Entries;

/// <summary>
/// Group commit: one loop takes whatever callers have handed in, inserts it with one statement and one commit, and tells them all. While
/// the disk works on one group the next one gathers, so the cost of durability is shared by everybody who waits for it.
/// </summary>
sealed partial class AppendEntries : IAsyncDisposable
{
    private const int MostInGroup = 4096, MostWaiting = 20_000, MostLetters = 4000;

    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly Db db;
    private readonly LedgerState state;
    private readonly TimeProvider clock;
    private readonly ILogger<AppendEntries> log;
    private readonly Task loop;

    public AppendEntries(Db db, LedgerState state, TimeProvider clock, ILogger<AppendEntries> log)
    {
        (this.db, this.state, this.clock, this.log) = (db, state, clock, log);
        loop = Task.Run(Work);
    }

    public async ValueTask<Result> Append(IReadOnlyList<LedgerEntry> entries, CancellationToken ct)
    {
        if (entries.Count == 0) return Result.Done;
        if (state.Stopped is { } reason) return reason;
        foreach (var entry in entries)
        {
            if (Fault(entry) is { } fault) return LedgerErrors.InvalidEntry.With(fault);
        }
        var waiting = new Waiting(entries);
        if (!queue.Writer.TryWrite(waiting)) return LedgerErrors.Busy;
        return await waiting.Task.WaitAsync(ct); // a caller who leaves does not take the group with them
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
    }

    private async Task Work()
    {
        var group = new List<Waiting>();
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var count = 0;
            while (count < MostInGroup && queue.Reader.TryRead(out var next))
            {
                group.Add(next);
                count += next.Entries.Count;
            }
            await Store(group, count);
            group.Clear();
        }
    }

    private async Task Store(List<Waiting> group, int count)
    {
        try
        {
            await Insert(group, count);
            state.Appended(group.SelectMany(w => w.Entries));
            foreach (var waiting in group) waiting.SetResult(Result.Done);
        }
        catch (PostgresException e) when (group.Count > 1 && e.SqlState[..2] is "22" or "23")
        {
            // Bad data of one caller must not fail the others.
            foreach (var waiting in group) await Store([waiting], waiting.Entries.Count);
        }
        catch (Exception e)
        {
            AppendFailed(log, e, count);
            foreach (var waiting in group) waiting.TrySetResult(LedgerErrors.CannotAppend);
        }
    }

    private async Task Insert(List<Waiting> group, int count)
    {
        var args = Columns.Of(group, count);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // The ids make a repeat harmless: an error does not mean that the first try was not committed.
                await db.Execute(Sql.Append, args, CancellationToken.None);
                return;
            }
            catch (NpgsqlException e) when (e.IsTransient && attempt < 3)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), clock);
            }
        }
    }

    private static string? Fault(LedgerEntry e)
    {
        if (e.Id.Version != 7) return "id";
        if (e.At.Offset != TimeSpan.Zero || e.At.Ticks % TimeSpan.TicksPerMicrosecond != 0) return "at";
        if (!Sound(e.Kind) || !Sound(e.Actor) || !Sound(e.Outcome)) return "kind, actor, outcome";
        if (e.Kind.Length == 0 || e.Actor.Length == 0 || e.Outcome.Length == 0) return "kind, actor, outcome";
        if (!Sound(e.Agency) || !Sound(e.Purpose) || !Sound(e.Agreement) || !Sound(e.BasisKind) || !Sound(e.BasisReference)) return "basis";
        foreach (var field in e.Fields)
        {
            if (field.Length == 0 || field.Contains(' ') || !Sound(field)) return "fields";
        }
        return e.Details is null || (Sound(e.Details) && IsJson(e.Details)) ? null : "details";
    }

    private static bool Sound(string? text)
    {
        if (text is null) return true;
        if (text.Length > MostLetters || text.Contains('\0')) return false;
        return Ascii.IsValid(text) || text.EnumerateRunes().All(r => r != Rune.ReplacementChar); // lone surrogates have no UTF-8
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    internal sealed class Waiting(IReadOnlyList<LedgerEntry> entries) : TaskCompletionSource<Result>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public IReadOnlyList<LedgerEntry> Entries => entries;
    }

    [LoggerMessage(1101, LogLevel.Error, "ledger append failed, {Count} entries refused")]
    private static partial void AppendFailed(ILogger log, Exception e, int count);

    static class Sql
    {
        public const string Append = """
            with stored as (
              insert into ledger.entry (id, at, kind, actor, agency, subject, purpose, agreement, basis_kind, basis_reference, fields, outcome, details, salt, answer)
              select e.id, e.at, e.kind, e.actor, e.agency, e.subject, e.purpose, e.agreement, e.basis_kind, e.basis_reference,
                     string_to_array(e.fields, ' '), e.outcome, e.details::json, e.salt, e.answer
              from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[],
                          $11::text[], $12::text[], $13::text[], $14::uuid[], $15::bytea[])
                as e (id, at, kind, actor, agency, subject, purpose, agreement, basis_kind, basis_reference, fields, outcome, details, salt, answer)
              on conflict (id) do nothing
              returning id)
            insert into ledger.pending (entry) select id from stored
            """;
    }
}
