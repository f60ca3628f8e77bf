using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;

namespace LienThong.Population.Numbers;

/// <summary>
/// One effect for one idempotency key, also when two calls run at once: the second waits at the unique key until the first has ended, then finds its answer.
/// </summary>
internal static class RememberRequest
{
    /// <summary>The stored answer of an earlier call, or default when this call is the first and now holds the key.</summary>
    public static async Task<Result<TAnswer?>> Before<TAnswer>(Db db, string key, string action, object body, DateTimeOffset now, CancellationToken ct) where TAnswer : class
    {
        if (string.IsNullOrWhiteSpace(key) || key.Length > 100) return PopulationErrors.KeyInvalid;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body, Json.Options)));
        if (await db.Execute(Sql.Hold, [key, action, hash, now], ct) == 1) return (TAnswer?)null;
        var (sameBody, answer) = await db.One(Sql.Answer, [key, action, hash], static r => (r.GetBoolean(0), r.GetString(1)), ct);
        return sameBody ? Json.Read<TAnswer>(answer) : PopulationErrors.KeyReused;
    }

    /// <summary>The change that stores the answer with the effect.</summary>
    public static Change Store<TAnswer>(string key, string action, TAnswer answer) => new(Sql.Store, [key, action, Json.Of(answer)]);

    private static class Sql
    {
        // every registration holds the lock of the map in shared mode; a change of areas takes it alone (ApplyAreaDecision)
        public const string Hold = """
            insert into population.request (key, action, body, answer, at)
            select $1, $2, $3::bytea, '{}'::jsonb, $4::timestamptz from (select pg_advisory_xact_lock_shared(7301)) at_work
            on conflict (key, action) do nothing
            """;
        public const string Answer = "select r.body = $3, r.answer::text from population.request r where r.key = $1 and r.action = $2";
        public const string Store = "update population.request set answer = $3 where key = $1 and action = $2";
    }
}
