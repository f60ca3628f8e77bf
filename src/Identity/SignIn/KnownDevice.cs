using System.Security.Cryptography;
using LienThong.Identity.Sessions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.SignIn;

/// <summary>
/// Remembers in the browser that an account signed in here before, so that its owner is counted apart from strangers who guess elsewhere.
/// It proves nothing else and opens nothing.
/// </summary>
internal sealed class KnownDevice(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(180);
    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("LienThong.Identity.KnownDevice.v1").ToTimeLimitedDataProtector();

    /// True when this browser signed in to the account before.
    public bool Knows(HttpContext http, AccountId account)
    {
        if (http.Request.Cookies[Name(http)] is not { Length: > 0 and < 1000 } cookie) return false;
        try
        {
            return seal.Unprotect(cookie) == account.ToString();
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public void Remember(HttpContext http, AccountId account)
    {
        var options = SessionCookie.Options(http);
        options.MaxAge = Life;
        http.Response.Cookies.Append(Name(http), seal.Protect(account.ToString(), Life), options);
    }

    private static string Name(HttpContext http) => http.Request.IsHttps ? "__Host-lienthong-device" : "lienthong-device";
}
