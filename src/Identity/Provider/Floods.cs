using System.Threading.RateLimiting;
using LienThong.Identity.Security;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Provider;

/// <summary>
/// How much a network source may cost the provider without having proved anything. Proven clients and people with a session are never slowed: only proofs that failed are counted, and
/// sign-ins of strangers that have to be stored. Held in memory of each node; sources share nothing, so one that floods hurts itself only.
/// </summary>
internal sealed class Floods(IdentityOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> failures = BySource(options.FailuresPerMinute);
    private readonly PartitionedRateLimiter<HttpContext> strangers = BySource(options.StrangersPerMinute);

    /// <summary>How long the source must wait because too many of its proofs failed, or null.</summary>
    public TimeSpan? AfterFailures(HttpContext http) => Take(failures, http, 0);

    /// <summary>Counts a proof that failed. True when it was the last of this minute.</summary>
    public bool CountFailure(HttpContext http) => Take(failures, http, 1) is null && AfterFailures(http) is not null;

    /// <summary>Counts a request of somebody without a session; how long to wait when there were too many, or null.</summary>
    public TimeSpan? CountStranger(HttpContext http) => Take(strangers, http, 1);

    public void Dispose()
    {
        failures.Dispose();
        strangers.Dispose();
    }

    private static TimeSpan? Take(PartitionedRateLimiter<HttpContext> limiter, HttpContext http, int count)
    {
        using var lease = limiter.AttemptAcquire(http, count);
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1);
    }

    private static PartitionedRateLimiter<HttpContext> BySource(int perMinute) => PartitionedRateLimiter.Create<HttpContext, string>(http =>
        RateLimitPartition.GetFixedWindowLimiter(Visitor.Of(http).Source, _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));
}
