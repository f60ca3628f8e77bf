using System.Security.Cryptography;
using LienThong.Identity.Accounts;
using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Identity.SignIn;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Upstream;

/// <summary>What the server remembers of a sign-in that is on its way; <paramref name="Browser"/> is the hash of what the browser alone holds.</summary>
internal sealed record PendingUpstream(string Upstream, string Nonce, string Verifier, string Browser, string ReturnTo, int Level);

/// <summary>
/// Signs in by an outside provider. The state works once, for five minutes, and only in the browser that began; the answer must come to the return address of
/// the very provider that was asked. An attacker's answer planted in somebody's browser is refused, and so is a replayed one.
/// </summary>
internal sealed class SignInByUpstream(Db db, Upstreams upstreams, Challenges challenges, LinkPerson link, SignInSteps steps, Throttle throttle, HouseOptions house)
{
    private const string Kind = "upstream";

    public async Task<Result<string>> Begin(HttpContext http, string code, string returnTo, int level, CancellationToken ct)
    {
        if (upstreams.Find(code) is not { } upstream) return AccountErrors.UpstreamUnknown;
        if (await throttle.Take([Bucket.Passkeys(Visitor.Of(http))], ct) is { } hold) return IdentityErrors.Throttled.With(hold.Minutes);
        var browser = Secrets.NewHandle();
        var pending = new PendingUpstream(code, Secrets.NewHandle(), Secrets.NewHandle(), Hash(browser), returnTo, level);
        var state = await challenges.Open(Kind, account: null, Json.Text(pending), ct);
        var address = await upstream.Begin(AskOf(http, state, pending), ct);
        if (address.Failed) return address;
        UpstreamCookie.Write(http, browser);
        return address;
    }

    /// Where to go on, and how strongly the person signed in.
    public async Task<Result<(PendingUpstream Pending, Proof Proof)>> Finish(HttpContext http, string code, CancellationToken ct)
    {
        var query = http.Request.Query;
        var browser = UpstreamCookie.Read(http);
        UpstreamCookie.Clear(http);
        if (query["state"] is not [{ Length: 43 } state] || await challenges.Use(Kind, state, ct) is not { } waiting) return AccountErrors.UpstreamStale;
        var pending = Json.Read<PendingUpstream>(waiting.State);
        if (browser is null || !CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(Hash(browser)), System.Text.Encoding.ASCII.GetBytes(pending.Browser)))
            return AccountErrors.UpstreamStale;
        if (pending.Upstream != code || upstreams.Find(code) is not { } upstream || new[] { "code", "iss", "error" }.Any(p => query[p].Count > 1)) return AccountErrors.UpstreamUntrusted;
        var answer = new UpstreamReturn(query["code"], query["iss"], query["error"]);
        var person = await upstream.Finish(AskOf(http, state, pending), answer, ct);
        var account = person.Failed ? Result<AccountId>.Refused(person.Faults) : await link.Do(upstream.Options, person.Value, ct);
        if (!account.Failed && !house.Demo && await IsDemo(account.Value, ct)) account = IdentityErrors.SignInRefused;
        if (account.Failed)
        {
            await steps.Refused(http, SecurityEventKind.UpstreamRefused, null, $"{code} {account.Faults[0].Error.Code}", ct);
            return account.Faults;
        }
        var proof = new Proof(person.Value.AuthenticationLevel, "upstream");
        await steps.Complete(http, account.Value, bucket: null, proof, ct);
        return (pending, proof);
    }

    private Task<bool> IsDemo(AccountId id, CancellationToken ct) => db.One(Sql.Demo, [id], r => r.GetBoolean(0), ct);

    private static UpstreamAsk AskOf(HttpContext http, string state, PendingUpstream pending) =>
        new(state, pending.Nonce, pending.Verifier, $"{http.Request.Scheme}://{http.Request.Host}/sign-in/upstream/{pending.Upstream}/back", pending.Level);

    private static string Hash(string handle) => Convert.ToHexStringLower(Secrets.Hash(handle));

    static class Sql
    {
        public const string Demo = "select demo from identity.account where id = $1";
    }
}

/// <summary>Binds a sign-in to the browser that began it.</summary>
internal static class UpstreamCookie
{
    public static string? Read(HttpContext http) => http.Request.Cookies[Name(http)] is { Length: 43 } handle ? handle : null;

    public static void Write(HttpContext http, string handle)
    {
        var options = SessionCookie.Options(http);
        options.MaxAge = Challenges.Life;
        http.Response.Cookies.Append(Name(http), handle, options);
    }

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name(http), SessionCookie.Options(http));

    private static string Name(HttpContext http) => http.Request.IsHttps ? "__Host-lienthong-upstream" : "lienthong-upstream";
}
