using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Passkeys;

/// <summary>Serves the one script of the module. Its address carries its hash, so browsers keep it for good.</summary>
internal static class PasskeyScript
{
    private static readonly byte[] Script = Read();

    /// <summary>The address to put into a page.</summary>
    public static string Address { get; } = "/identity/passkeys." + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Script))[..12] + ".js";

    public static void Map(ModuleRoutes routes) => routes.Root.MapGet(Address, Serve).Public("a script without data").ExcludeFromDescription();

    private static IResult Serve(HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(Script, "text/javascript; charset=utf-8");
    }

    private static byte[] Read()
    {
        using var stream = typeof(PasskeyScript).Assembly.GetManifestResourceStream("LienThong.Identity.passkeys.js")
            ?? throw new InvalidOperationException("passkeys.js is not embedded.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
