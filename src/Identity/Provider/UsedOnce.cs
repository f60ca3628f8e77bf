using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Identity.Provider;

/// <summary>
/// What may be used once: the jti of a client assertion or a DPoP proof. The insert into <c>identity.used_once</c> is the judge, over all nodes.
/// A key lies in the slot of the time until which it could be used, which is signed and so always the same; slots that are over are emptied whole.
/// </summary>
internal readonly record struct UsedOnce(short Slot, byte[] Key)
{
    private const int SlotSeconds = 120, Slots = 8;

    public static UsedOnce Of(string owner, string id, DateTimeOffset until)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(owner, "\n", id)), hash);
        return new(SlotOf(until), hash[..16].ToArray());
    }

    /// <summary>As parameters of a statement: slots and keys, in one order, so that two statements never wait for each other in a ring.</summary>
    public static (short[] Slots, byte[][] Keys) Columns(params ReadOnlySpan<UsedOnce?> all)
    {
        List<UsedOnce> given = [];
        foreach (var one in all)
            if (one is { } used) given.Add(used);
        var sorted = given.ToArray();
        if (sorted.Length > 1) Array.Sort(sorted, static (a, b) => a.Slot != b.Slot ? a.Slot.CompareTo(b.Slot) : a.Key.AsSpan().SequenceCompareTo(b.Key));
        return (Array.ConvertAll(sorted, u => u.Slot), Array.ConvertAll(sorted, u => u.Key));
    }

    /// <summary>What to answer when not every jti was new: the assertion of the client, or else the proof, had been used.</summary>
    public static OAuthError Replayed(ProvenClient client, byte[][] fresh) =>
        client.Spent is { } spent && !fresh.Any(k => k.AsSpan().SequenceEqual(spent.Key))
            ? OAuthError.InvalidClient.Because("the jti of the assertion was used before")
            : OAuthError.InvalidProof.Because("the jti of the proof was used before");

    /// The scheduled round. Live slots are those of now to seven minutes ahead; the one just over stays for clocks that differ.
    public static async Task Tidy(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<Db>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var back in (int[])[2, 3]) await db.Execute(Sql.Empty[SlotOf(now.AddSeconds(-back * SlotSeconds))], [], ct);
        await db.Execute(Sql.Requests, [now.AddMinutes(-10)], ct);
        await db.Execute(Sql.Revoked, [now], ct);
        await db.Execute(Sql.Grants, [now.AddDays(-1)], ct);
    }

    private static short SlotOf(DateTimeOffset instant) => (short)(instant.ToUnixTimeSeconds() / SlotSeconds % Slots);

    static class Sql
    {
        public static readonly string[] Empty =
        [
            "truncate identity.used_once_0", "truncate identity.used_once_1", "truncate identity.used_once_2", "truncate identity.used_once_3",
            "truncate identity.used_once_4", "truncate identity.used_once_5", "truncate identity.used_once_6", "truncate identity.used_once_7",
        ];

        public const string Requests = "delete from identity.oidc_request where expires_at < $1";

        public const string Revoked = "delete from identity.oidc_revoked where until < $1";

        // Without a refresh token a grant has done its work after a day; it stays while its session could still be told of a logout.
        public const string Grants = """
            delete from identity.oidc_grant where created_at < $1 and coalesce(refresh_expires_at, created_at) < $1
              and (session_over or not exists (select from identity.session s where s.id = session and s.ended_at is null))
            """;
    }
}
