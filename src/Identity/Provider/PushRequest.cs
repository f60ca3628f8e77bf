using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Provider;

/// <summary>Pushed authorization requests (RFC 9126): the client proves itself and says what it wants before any browser is involved.</summary>
internal sealed class PushRequest(AuthenticateClient clients, CheckProof proofs, JudgeRequest judge, AuthorizationRequests requests)
{
    public const string Path = "/oidc/par";

    public static void Map(ModuleRoutes r) => r.Root.MapPost(Path, (HttpContext http, PushRequest push, CancellationToken ct) => push.Do(http, ct)).ForMachines().Public("clients prove themselves in the form");

    private async Task Do(HttpContext http, CancellationToken ct)
    {
        var pushed = await Push(http, ct);
        if (pushed.Failed)
        {
            await pushed.Error.Write(http);
            return;
        }
        http.Response.StatusCode = StatusCodes.Status201Created;
        await http.Response.WriteAsJsonAsync(pushed.Value, OAuthError.Wire, contentType: "application/json", ct);
    }

    private async Task<Outcome<Answer>> Push(HttpContext http, CancellationToken ct)
    {
        var sent = await clients.Do(http, ct);
        if (sent.Failed) return sent.Error;
        var (form, issuer, client) = sent.Value;
        if (form["request_uri"] is not null) return OAuthError.InvalidRequest.Because("request_uri cannot be pushed");
        var key = await proofs.Do(http, issuer, tokenHash: null, ct);
        if (key.Failed) return key.Error;
        if (key.Value.Thumbprint is { } held && form["dpop_jkt"] is { } named && held != named) return OAuthError.InvalidProof.Because("dpop_jkt and the DPoP proof differ");
        var (request, refused) = await judge.Do(client.Client, form, issuer, ct);
        if (refused is not null) return refused.Error;
        request = request! with { Thumbprint = request.Thumbprint ?? key.Value.Thumbprint };
        var handle = await requests.Push(request, client, key.Value, ct);
        return handle.Failed ? handle.Error : new Answer(AuthorizationRequests.Prefix + handle.Value, (int)AuthorizationRequests.PushedLife.TotalSeconds);
    }

    private sealed record Answer(string RequestUri, int ExpiresIn);
}
