using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LienThong.Identity.Jose;
using LienThong.Identity.Security;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Upstream;

/// <summary>
/// The dialect of VNeID: the code flow without PKCE, nonce and ID token; answers are JSON {data, key} encrypted to our RSA key; who it is comes from userinfo.
/// No signature proves the answer, so it is only as good as the TLS connection to the addresses of the settings: nothing that came through the browser is
/// believed but the code, and the code is bound to this browser by state and cookie. The weak ciphers are the other side's choice (ADR 0015).
/// </summary>
internal sealed class VneidUpstream(UpstreamOptions options, Outbound outbound) : IUpstream
{
    private readonly string key = File.ReadAllText(options.PrivateKeyFile!);
    private readonly byte[]? codeKey = options.CodeKey is { } text ? Convert.FromBase64String(text) : null;

    public UpstreamOptions Options => options;

    public Task<Result<string>> Begin(UpstreamAsk ask, CancellationToken ct)
    {
        List<KeyValuePair<string, string?>> members =
        [
            new("response_type", "code"), new("client_id", options.ClientId), new("redirect_uri", ask.Back), new("scope", string.Join(' ', options.Scopes)), new("state", ask.State),
        ];
        var query = QueryString.Create(members);
        return Task.FromResult<Result<string>>(options.AuthorizationEndpoint + query);
    }

    public async Task<Result<UpstreamPerson>> Finish(UpstreamAsk ask, UpstreamReturn answer, CancellationToken ct)
    {
        if (answer.Issuer is { } issuer && issuer != options.Issuer) return AccountErrors.UpstreamUntrusted;
        if (answer.Error is not null || answer.Code is not { Length: > 0 and <= 4000 } sent) return AccountErrors.UpstreamDeclined;
        if (CodeOf(sent) is not { } code) return AccountErrors.UpstreamUntrusted;
        if (await Redeem(ask, code, ct) is not { } tokens || tokens.Text("access_token") is not { } access) return AccountErrors.UpstreamUntrusted;
        using var request = new HttpRequestMessage(HttpMethod.Get, options.UserinfoEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access);
        if (Open(await outbound.Send(request, options.Live, ct)) is not { } info) return AccountErrors.UpstreamUntrusted;
        // Only citizens: organisations and foreigners have accounts of their own kind here.
        if (info.Text("accountType") is not (null or "1" or "citizen" or "CITIZEN") || info.Text(options.NumberClaim) is not { } number) return AccountErrors.UpstreamDiffers;
        return OidcUpstream.PersonOf(options, number, info, info.Text("acr")) is { } person ? person : AccountErrors.UpstreamDiffers;
    }

    private async Task<JsonElement?> Redeem(UpstreamAsk ask, string code, CancellationToken ct)
    {
        Dictionary<string, string> form = new(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = ask.Back, ["client_id"] = options.ClientId,
        };
        if (options.ClientSecret is { } secret) form["client_secret"] = secret;
        using var request = new HttpRequestMessage(HttpMethod.Post, options.TokenEndpoint) { Content = new FormUrlEncodedContent(form) };
        return Open(await outbound.Send(request, options.Live, ct));
    }

    // A form decoder makes blanks of the plus signs of base64.
    private string? CodeOf(string sent)
    {
        if (codeKey is null) return sent;
        return VneidCipher.Bytes(sent) is { } bytes ? VneidCipher.Decrypt(codeKey, bytes) : null;
    }

    private JsonElement? Open(OutboundAnswer answer)
    {
        if (!answer.Ok || StrictJson.Object(Encoding.UTF8.GetBytes(answer.Body)) is not { } sealedAnswer) return null;
        if (VneidCipher.Bytes(sealedAnswer.Text("key")) is not { } wrapped || VneidCipher.Bytes(sealedAnswer.Text("data")) is not { } data) return null;
        return VneidCipher.Unwrap(key, wrapped) is { } content && VneidCipher.Decrypt(content, data) is { } text ? StrictJson.Object(Encoding.UTF8.GetBytes(text)) : null;
    }
}

/// <summary>The ciphers of the dialect: an AES key wrapped by RSA PKCS #1, data in AES-ECB. One answer for every fault, so that nothing can be probed.</summary>
internal static class VneidCipher
{
    public static byte[]? Bytes(string? base64)
    {
        if (base64 is null) return null;
        var text = base64.Replace(' ', '+');
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    public static byte[]? Unwrap(string pem, byte[] wrapped)
    {
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            var content = rsa.Decrypt(wrapped, RSAEncryptionPadding.Pkcs1);
            return content.Length is 16 or 24 or 32 ? content : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static string? Decrypt(byte[] key, byte[] data)
    {
        try
        {
            using var aes = Aes.Create();
            aes.Key = key;
#pragma warning disable CA5358 // ECB is what the other side sends; it guards nothing that we rely on.
            return Encoding.UTF8.GetString(aes.DecryptEcb(data, PaddingMode.PKCS7));
#pragma warning restore CA5358
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
