using LienThong.Kernel.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LienThong.Kernel.Events;

/// <summary>Runs scheduled work on one node at a time: whoever holds the job's advisory lock.</summary>
public sealed partial class JobRunner(Databases databases, JobList jobs, IServiceScopeFactory scopes, TimeProvider clock, ILogger<JobRunner> log)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(jobs.All.Select(j => Repeat(j, stoppingToken)));

    private async Task Repeat(Job job, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(job.Interval, clock);
        do
        {
            try
            {
                await RunOnce(job, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                Log.Failed(log, job.Name, e);
            }
        }
        while (await Tick(timer, ct));
    }

    private static async ValueTask<bool> Tick(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RunOnce(Job job, CancellationToken ct)
    {
        await using var connection = await databases.Owner.OpenConnectionAsync(ct);
        await using var take = new NpgsqlCommand(Sql.Take, connection) { Parameters = { new() { Value = job.Name } } };
        if (await take.ExecuteScalarAsync(ct) is not true) return;
        string? failure = null;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await job.Work(scope.ServiceProvider, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            failure = e.GetType().Name;
            throw;
        }
        finally
        {
            await using var release = new NpgsqlCommand(Sql.Release, connection);
            Parameters.Add(release.Parameters, [job.Name, failure]);
            await release.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    static class Sql
    {
        public const string Take = "select pg_try_advisory_lock(hashtextextended('job:' || $1, 0))";

        public const string Release = """
            with ended as (
              insert into kernel.job (name, last_start, last_end, last_error) values ($1, clock_timestamp(), clock_timestamp(), $2::text)
              on conflict (name) do update set last_end = excluded.last_end, last_error = excluded.last_error returning name)
            select pg_advisory_unlock(hashtextextended('job:' || name, 0)) from ended
            """;
    }

    static partial class Log
    {
        [LoggerMessage(1201, LogLevel.Error, "Job {Job} failed; it will be tried again.")]
        public static partial void Failed(ILogger log, string job, Exception e);
    }
}

/// <summary>Every scheduled job of the program.</summary>
public sealed class JobList(IReadOnlyList<Job> all)
{
    public IReadOnlyList<Job> All => all;
}
