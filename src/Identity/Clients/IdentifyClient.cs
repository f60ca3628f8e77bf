using System.Collections.Frozen;
using LienThong.Identity.Security;
using LienThong.Kernel.Access;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace LienThong.Identity.Clients;

/// <summary>Tells which system calls from <c>Authorization: Bearer lt_…</c>. The key is 256 random bits, so its bare SHA-256 is looked up; the answer is remembered for seconds.</summary>
internal sealed class IdentifyClient(Db db, TimeProvider clock, SecurityLog log) : ICallerSource
{
    /// Length of `lt_test_` or `lt_live_` and a handle.
    public const int KeyLength = 8 + 43;

    private readonly ShortMemory<Found> memory = new(clock);
    private readonly ShortMemory<Visitor> told = new(clock);

    public async ValueTask<Caller?> Identify(HttpContext http, CancellationToken ct)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer lt_", StringComparison.OrdinalIgnoreCase)) return null;
        var key = header[7..].Trim();
        if (key.Length != KeyLength) return null;
        var today = HanoiTime.DateOf(clock.GetUtcNow());
        if (!memory.TryGet(key, out var found))
        {
            found = await db.One(Sql.Find, [Secrets.Hash(key)], Found.Read, ct);
            memory.Keep(key, found);
            if (found is not null && found.UsedOn != today && found.WorksOn(today)) await db.Execute(Sql.Used, [found.Id, today], ct);
        }
        if (found is not null && found.WorksOn(today))
            return new Caller(CallerKind.System, found.Id.ToString("D"), null, found.Agency, null, found.Scopes, "api", null);
        await Note(Visitor.Of(http), found?.Id, ct);
        return null;
    }

    /// One line per source and three seconds: a program with an old key must not fill the log.
    private async Task Note(Visitor visitor, Guid? client, CancellationToken ct)
    {
        if (told.TryGet(visitor.Source, out _)) return;
        told.Keep(visitor.Source, visitor);
        await log.Write(SecurityEventKind.KeyRefused, account: null, visitor, client?.ToString("D"), ct);
    }

    /// This node forgets at once; the others within the span of the memory.
    public void ForgetAll() => memory.ForgetAll();

    private sealed record Found(Guid Id, string Agency, FrozenSet<string> Scopes, DateOnly? EndsOn, DateOnly? UsedOn, bool Revoked)
    {
        public bool WorksOn(DateOnly day) => !Revoked && (EndsOn is not { } last || day <= last);

        public static Found Read(NpgsqlDataReader r) => new(
            r.GetGuid(0), r.GetString(1), r.GetFieldValue<string[]>(2).ToFrozenSet(StringComparer.Ordinal), r.DateOrNull(3), r.DateOrNull(4), !r.IsDBNull(5));
    }

    static class Sql
    {
        public const string Find = "select id, agency, scopes, ends_on, used_on, revoked_at from identity.api_client where key_hash = $1";

        public const string Used = "update identity.api_client set used_on = $2 where id = $1 and used_on is distinct from $2";
    }
}
