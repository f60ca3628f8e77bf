using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Identity.Security;

/// <summary>Removes what has no use any more: expired challenges, quiet throttle buckets, sessions that ended a month ago. The security log stays.</summary>
internal static class Tidy
{
    public static async Task Do(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<Db>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await db.Execute(Sql.Challenges, [now], ct);
        await db.Execute(Sql.Buckets, [now], ct);
        await db.Execute(Sql.Sessions, [now.AddDays(-30)], ct);
    }

    static class Sql
    {
        public const string Challenges = "delete from identity.challenge where expires_at < $1";
        public const string Buckets = "delete from identity.throttle where empty_at < $1";
        public const string Sessions = "delete from identity.session where ends_at < $1";
    }
}
