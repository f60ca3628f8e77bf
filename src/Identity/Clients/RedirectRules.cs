using LienThong.Kernel.Results;

namespace LienThong.Identity.Clients;

/// <summary>
/// Addresses that a client may register. They are compared as whole strings later, so nothing here is normalised: what does not stand in its
/// plain form is refused. CVE-2026-3872 and CVE-2026-9689 of another provider came from patterns and from response parameters in such addresses.
/// </summary>
internal static class RedirectRules
{
    private const int MaxLength = 512;

    private static readonly string[] AnswerParameters =
        ["code", "state", "iss", "error", "error_description", "error_uri", "response", "id_token", "access_token", "token_type", "expires_in", "session_state", "scope"];

    /// <summary>Why the address cannot be registered, or null.</summary>
    public static Fault? Refuses(string address, bool live)
    {
        if (address.Length is 0 or > MaxLength || Uri(address) is not { } uri) return ClientErrors.RedirectMalformed.With(Shown(address));
        if (!IsSecure(uri, live)) return ClientErrors.RedirectInsecure.With(address);
        foreach (var part in uri.Query.TrimStart('?').Split('&'))
        {
            var name = System.Net.WebUtility.UrlDecode(part.Split('=')[0]);
            if (AnswerParameters.Contains(name, StringComparer.OrdinalIgnoreCase)) return ClientErrors.RedirectCarriesAnswer.With(address, name);
        }
        return null;
    }

    /// <summary>The one host of all addresses, or null when there are several. Loopback counts as one.</summary>
    public static string? HostOf(IEnumerable<string> addresses)
    {
        var hosts = addresses.Select(a => new Uri(a)).Select(u => u.IsLoopback ? "" : u.Host).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return hosts.Count == 1 ? hosts[0] : null;
    }

    /// <summary>True for an address that our own server may call: https, or this machine for a client on trial.</summary>
    public static bool IsCallable(string address, bool live) => address.Length is > 0 and <= MaxLength && Uri(address) is { } uri && IsSecure(uri, live);

    /// An absolute web address in plain form: no wildcard, fragment, user name, dot segments, spaces or escapes that mean other characters.
    private static Uri? Uri(string address)
    {
        if (address.Any(c => c is <= ' ' or >= (char)127 or '*' or '#' or '\\' or '"' or '<' or '>' or '`' or '{' or '}' or '|' or '^' or ';')) return null;
        if (!System.Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http")) return null;
        if (uri.UserInfo.Length > 0 || address.Contains('@', StringComparison.Ordinal) || uri.Host.Length == 0) return null;
        var path = address[(address.IndexOf("//", StringComparison.Ordinal) + 2)..].Split('?')[0];
        return path.Contains("/.", StringComparison.Ordinal) || path.Contains('%', StringComparison.Ordinal) ? null : uri;
    }

    private static bool IsSecure(Uri uri, bool live) => uri.Scheme == "https" ? !live || !uri.IsLoopback : !live && uri.IsLoopback;

    private static string Shown(string address) => address.Length <= 100 ? address : address[..100] + "…";
}
