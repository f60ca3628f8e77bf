using System.Net;
using LienThong.Identity.SignIn;

namespace LienThong.Tests.Identity;

/// <summary>An authenticator app in the hands of a test.</summary>
static class TotpBrowser
{
    /// <summary>Enrols an app for an official with the password of the house; answers its secret.</summary>
    public static async Task<byte[]> EnrolTotp(this IdentityHouse house, string login)
    {
        using var browser = await house.SignedIn(login);
        return await browser.EnrolTotp();
    }

    /// <summary>Enrols an app for the account that is signed in. The code used is that of the step before, so that the test still has the present one.</summary>
    public static async Task<byte[]> EnrolTotp(this Browser browser, string path = "/account/authenticator")
    {
        var offer = await Browser.Read(await browser.Submit(path, "form"));
        var secret = Decode(offer.QuerySelector("code")!.TextContent);
        while (true)
        {
            var step = Now;
            var answer = await browser.Submit(offer, path, "form", ("code", Totp.CodeAt(secret, step - 1)));
            if (answer.StatusCode == HttpStatusCode.Redirect) return secret;
            Now.ShouldNotBe(step, "the code of the step before is good for the whole of this one"); // else the step ended on the way: again
        }
    }

    private static long Now => Totp.StepAt(TimeProvider.System.GetUtcNow());

    public static string CodeNow(byte[] secret) => Totp.CodeAt(secret, Now);

    public static string NextCode(byte[] secret) => Totp.CodeAt(secret, Now + 1);

    public static byte[] Decode(string base32)
    {
        var bits = string.Concat(base32.Where(c => c != ' ').Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }
}
