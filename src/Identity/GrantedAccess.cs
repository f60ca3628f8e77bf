using System.Text.Json;
using LienThong.Kernel.Access;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity;

/// <summary>What the access token of a request allows beyond its scopes (RFC 9396).</summary>
/// <param name="Details">The granted details, a JSON list. An endpoint that serves one of their types does no more than they say.</param>
/// <param name="Reader">The relying party, as the reader of what they open.</param>
/// <param name="Person">Whom it is about; null when a system acts for itself.</param>
/// <param name="Consent">The consent that it stands on; null when a system acts for itself.</param>
public sealed record GrantedAccess(JsonElement Details, Caller Reader, Guid? Person, Guid? Consent);

/// <summary>The granted access of a request.</summary>
public static class GrantedAccessExtensions
{
    private static readonly object Key = new();

    /// <summary>Null when the request came without an access token, or with one that has no details.</summary>
    public static GrantedAccess? GrantedAccess(this HttpContext http) => http.Items.TryGetValue(Key, out var access) ? access as GrantedAccess : null;

    internal static void SetGrantedAccess(this HttpContext http, GrantedAccess access) => http.Items[Key] = access;
}
