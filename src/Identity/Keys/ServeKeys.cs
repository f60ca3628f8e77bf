using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Keys;

/// <summary>Publishes our public keys (RFC 7517). Partners may keep them for an hour; a successor appears a day before it signs.</summary>
internal static class ServeKeys
{
    public const string Path = "/oidc/jwks";

    public static void Map(ModuleRoutes r) => r.Root.MapGet(Path, Serve).Public("everybody may verify what we sign");

    private static async Task<IResult> Serve(HttpContext http, SigningKeys keys, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Bytes((await keys.Ring(ct)).Published, "application/json");
    }
}
