using System.Security.Cryptography;
using System.Text;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Events;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace LienThong.Kernel.Web;

/// <summary>
/// Endpoints marked <c>.Idempotent()</c> ask for an <c>Idempotency-Key</c>: the first request with it is carried out and its answer
/// kept; a repeat gets the same answer, another body with the same key is refused (422).
/// </summary>
public sealed class IdempotencyGate(RequestDelegate next, Databases databases)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<IdempotentMetadata>() is null)
        {
            await next(http);
            return;
        }
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length is < 8 or > 100)
        {
            await Problems.Write(http, KernelErrors.KeyMissing);
            return;
        }
        var owner = new IdempotencyKey(http.Caller().Id, key);
        var hash = await HashOf(http);
        if (await Claim(owner, http, hash)) await CarryOut(http, owner);
        else await Repeat(http, owner, hash);
    }

    private static async Task<byte[]> HashOf(HttpContext http)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n"));
        http.Request.EnableBuffering();
        var buffer = new byte[8192];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0) hash.AppendData(buffer, 0, read);
        http.Request.Body.Position = 0;
        return hash.GetHashAndReset();
    }

    private async Task<bool> Claim(IdempotencyKey owner, HttpContext http, byte[] hash)
    {
        await using var command = databases.Owner.CreateCommand(Sql.Claim);
        Parameters.Add(command.Parameters, [owner.Caller, owner.Key, http.Request.Path.Value, hash]);
        return await command.ExecuteNonQueryAsync(http.RequestAborted) == 1;
    }

    private async Task CarryOut(HttpContext http, IdempotencyKey owner)
    {
        var wire = http.Response.Body;
        using var held = new MemoryStream();
        http.Response.Body = held;
        IdempotencyScope.Current = owner;
        try
        {
            await next(http);
            await Keep(http, owner, held.ToArray());
        }
        catch
        {
            await Forget(owner);
            throw;
        }
        finally
        {
            IdempotencyScope.Current = null;
            http.Response.Body = wire;
        }
        held.Position = 0;
        await held.CopyToAsync(wire, http.RequestAborted);
    }

    // 5xx and 429 may be tried again with the same key; everything else is the answer for good.
    private async Task Keep(HttpContext http, IdempotencyKey owner, byte[] body)
    {
        if (http.Response.StatusCode is >= 500 or 429)
        {
            await Forget(owner);
            return;
        }
        await using var command = databases.Owner.CreateCommand(Sql.Keep);
        Parameters.Add(command.Parameters,
            [owner.Caller, owner.Key, http.Response.StatusCode, http.Response.ContentType, body, http.Response.Headers.Location.ToString()]);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task Forget(IdempotencyKey owner)
    {
        await using var command = databases.Owner.CreateCommand(Sql.Forget);
        Parameters.Add(command.Parameters, [owner.Caller, owner.Key]);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task Repeat(HttpContext http, IdempotencyKey owner, byte[] hash)
    {
        await using var command = databases.Owner.CreateCommand(Sql.Look);
        Parameters.Add(command.Parameters, [owner.Caller, owner.Key]);
        await using var row = await command.ExecuteReaderAsync(http.RequestAborted);
        if (!await row.ReadAsync(http.RequestAborted)) await Problems.Write(http, KernelErrors.KeyInUse);
        else if (!row.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(hash)) await Problems.Write(http, KernelErrors.KeyReused);
        else if (row.IsDBNull(2)) await Problems.Write(http, row.GetBoolean(1) ? KernelErrors.AlreadyDone : KernelErrors.KeyInUse);
        else await Replay(http, row);
    }

    private static async Task Replay(HttpContext http, NpgsqlDataReader row)
    {
        http.Response.StatusCode = row.GetInt32(2);
        http.Response.ContentType = row.TextOrNull(3);
        if (row.TextOrNull(5) is { Length: > 0 } location) http.Response.Headers.Location = location;
        http.Response.Headers["Idempotent-Replayed"] = "true";
        await http.Response.Body.WriteAsync(row.GetFieldValue<byte[]>(4), http.RequestAborted);
    }

    static class Sql
    {
        // A claim without effect that is older than a minute belongs to a process that died: it may be taken over.
        public const string Claim = """
            insert into kernel.idempotency as i (caller, key, route, request_hash) values ($1, $2, $3, $4)
            on conflict (caller, key) do update set started_at = clock_timestamp()
              where i.status is null and not i.done and i.started_at < clock_timestamp() - interval '1 minute' and i.request_hash = excluded.request_hash
            """;
        public const string Keep = """
            update kernel.idempotency set status = $3, content_type = $4, body = $5, location = $6 where caller = $1 and key = $2
            """;
        public const string Forget = "delete from kernel.idempotency where caller = $1 and key = $2 and not done";
        public const string Look = """
            select request_hash, done, status, content_type, body, location from kernel.idempotency where caller = $1 and key = $2
            """;
    }
}
