using System.Net;
using System.Text.Json;
using LienThong.Identity;
using LienThong.Identity.Clients;
using LienThong.Identity.Jose;
using LienThong.Identity.Keys;
using LienThong.Identity.Provider;
using LienThong.Kernel.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LienThong.Tests.Identity.Provider;

public sealed class LogoutAndKeysTests(ProviderHouse house) : IClassFixture<ProviderHouse>
{
    [Fact]
    public async Task A_client_that_knows_the_session_signs_out_at_once_and_others_are_told()
    {
        await using var listener = await Listener.Start();
        var rp = await house.Register(ClientProfile.Standard, m => m with { BackchannelLogoutUri = listener.Address + "/logout" });
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);
        var tokens = await rp.Tokens(browser);
        var id = tokens.GetProperty("id_token").GetString()!;

        var answer = await browser.Get($"/oidc/logout?id_token_hint={id}&post_logout_redirect_uri={Uri.EscapeDataString("http://127.0.0.1:9/out")}&state=z");
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.OriginalString.ShouldBe("http://127.0.0.1:9/out?state=z");
        (await browser.Me()).ShouldBeNull();
        var told = await listener.Next();
        var keys = KeySet.Of((await house.Get<SigningKeys>().Ring(default)).Verify.Keys);
        var logout = LogoutTokens.Verify(told, new TrustedIssuer(rp.Issuer, rp.Client.Id, keys), TimeProvider.System.GetUtcNow());
        logout.Refusal.ShouldBeNull();
        logout.Value!.Session.ShouldBe(RelyingParty.ClaimsOf(id).Text("sid"));
        logout.Value.Subject.ShouldBe(RelyingParty.ClaimsOf(id).Text("sub"));
        // What was given for the session alone ends with it.
        (await rp.Call("/oidc/userinfo", tokens.GetProperty("access_token").GetString()!, dpop: false)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_notice_that_fails_is_sent_again()
    {
        await using var listener = await Listener.Start(failures: 1);
        var rp = await house.Register(ClientProfile.Standard, m => m with { BackchannelLogoutUri = listener.Address + "/logout" });
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);
        await rp.Tokens(browser);
        await browser.Submit("/sign-out", "form");
        await house.Get<TellLogout>().Round(default);
        await listener.Next();
        var (done, tries) = await Row(rp);
        done.ShouldBeNull();
        tries.ShouldBe(1);
        await house.Db<IdentityModule>().Execute("update identity.oidc_logout set next_at = now() where client = $1", [rp.Client.Id], default);
        await house.Get<TellLogout>().Round(default);
        await listener.Next();
        for (var i = 0; i < 50 && (await Row(rp)).Outcome is null; i++) await Task.Delay(20);
        (await Row(rp)).Outcome.ShouldBe("told");

        async Task<(string? Outcome, int Tries)> Row(RelyingParty of) =>
            await house.Db<IdentityModule>().One("select outcome, tries from identity.oidc_logout where client = $1", [of.Client.Id], r => (r.TextOrNull(0), r.GetInt32(1)), default);
    }

    [Fact]
    public async Task Without_a_hint_the_person_is_asked_and_a_wrong_hint_or_address_leads_nowhere()
    {
        var rp = await house.Register(ClientProfile.Standard);
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);
        var id = (await rp.Tokens(browser)).GetProperty("id_token").GetString()!;
        var out_ = Uri.EscapeDataString("http://127.0.0.1:9/out");

        (await browser.Get($"/oidc/logout?id_token_hint={id}&post_logout_redirect_uri=https%3A%2F%2Fevil.example")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.Get($"/oidc/logout?id_token_hint={id}&post_logout_redirect_uri={out_}%3Fx%3D1")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.Get($"/oidc/logout?post_logout_redirect_uri={out_}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var none = Base64UrlText.Of("""{"alg":"none"}"""u8) + "." + id.Split('.')[1] + ".";
        (await browser.Get($"/oidc/logout?id_token_hint={none}&post_logout_redirect_uri={out_}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var foreign = Jose.TestKey.New().Forge(new { alg = "ES256", typ = "JWT" }, JsonSerializer.Deserialize<JsonElement>(Base64UrlText.Read(id.Split('.')[1])));
        (await browser.Get($"/oidc/logout?id_token_hint={foreign}&post_logout_redirect_uri={out_}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.Me()).ShouldNotBeNull();

        var ask = await browser.Get($"/oidc/logout?client_id={rp.Client.Id}&post_logout_redirect_uri={out_}&state=q");
        var confirm = ask.Headers.Location!.OriginalString;
        confirm.ShouldStartWith("/oidc/logout/confirm?");
        (await browser.Get("/oidc/logout")).Headers.Location!.OriginalString.ShouldBe("/oidc/logout/confirm");
        // Somebody else's session is not ended by this client's hint.
        var (other, _) = await house.Person();
        (await other.Get($"/oidc/logout?id_token_hint={id}")).Headers.Location!.OriginalString.ShouldStartWith("/oidc/logout/confirm?");
        var gone = await browser.Submit(confirm, "form");
        gone.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        gone.Headers.Location!.OriginalString.ShouldBe("http://127.0.0.1:9/out?state=q");
        (await browser.Me()).ShouldBeNull();
    }

    [Fact]
    public async Task Locking_an_account_ends_its_tokens()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);
        var tokens = await rp.Tokens(browser, ("scope", "openid offline_access"));
        (await house.Accounts.ChangeState(LienThong.Kernel.Access.Caller.Program("test"), account, AccountState.LockedByAuthority, "thử", default)).Failed.ShouldBeFalse();
        (await rp.Call("/oidc/userinfo", tokens.GetProperty("access_token").GetString()!)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await rp.Post("/oidc/token", new() { ["grant_type"] = "refresh_token", ["refresh_token"] = tokens.GetProperty("refresh_token").GetString()! }, rp.Proof("POST", "/oidc/token"))).Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task Keys_are_published_a_day_before_they_sign_and_stay_a_day_after()
    {
        var rotate = house.Get<RotateKeys>();
        await rotate.Round(default);
        var before = await Published();
        before.Count.ShouldBeGreaterThanOrEqualTo(3);
        await rotate.Now(atOnce: false, default);
        await rotate.Now(atOnce: false, default);
        house.Get<SigningKeys>().Forget();
        var during = await Published();
        during.Count.ShouldBe(before.Count + 3);
        during.ShouldBe(during.Union(before), ignoreOrder: true);
        (await Signing()).ShouldBeOneOf([.. before]);

        // A day passes for the new keys.
        await house.Db<IdentityModule>().Execute("update identity.signing_key set signs_from = signs_from - interval '25 hours'", [], default);
        house.Get<SigningKeys>().Forget();
        var now = await Signing();
        before.ShouldNotContain(now);
        (await Published()).ShouldBe(during, ignoreOrder: true);

        // And another: the old ones are no longer published, lose their private half, and still prove hints.
        await house.Db<IdentityModule>().Execute("update identity.signing_key set published_until = now() - interval '1 second' where published_until is not null", [], default);
        await rotate.Round(default);
        house.Get<SigningKeys>().Forget();
        (await Published()).ShouldBe(during.Except(before), ignoreOrder: true);
        (await house.Db<IdentityModule>().One("select count(*)::int from identity.signing_key where published_until <= now() and private_key is not null", [], r => r.GetInt32(0), default)).ShouldBe(0);
        (await house.Get<SigningKeys>().Ring(default)).Hints.Keys.Count.ShouldBeGreaterThan((await house.Get<SigningKeys>().Ring(default)).Verify.Keys.Count);
    }

    [Fact]
    public async Task Operators_list_keys_and_publish_new_ones()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Task<int> Run(params string[] words) => KeyVerbs.Run(words, _ => Task.FromResult(house.Services), output, error, default);
        (await Run("rotate", "--now")).ShouldBe(2);
        error.ToString().ShouldContain("./lienthong key rotate");
        (await Run("list", "--json")).ShouldBe(0);
        var keys = JsonDocument.Parse(output.ToString()).RootElement.GetProperty("keys");
        keys.EnumerateArray().Select(k => k.GetProperty("algorithm").GetString()).Distinct().ShouldBe(["ES256", "PS256", "RS256"], ignoreOrder: true);
        var before = await Signing();
        (await Run("rotate", "--at-once")).ShouldBe(0);
        (await Signing()).ShouldNotBe(before);
        (await house.Db<IdentityModule>().One("select count(*)::int from identity.security_event where kind = 'signing-key-added'", [], r => r.GetInt32(0), default)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Private_keys_lie_wrapped()
    {
        var rows = await house.Db<IdentityModule>().Many("select private_key from identity.signing_key where private_key is not null", [], r => r.GetString(0), default);
        foreach (var row in rows)
        {
            using var ec = System.Security.Cryptography.ECDsa.Create();
            Should.Throw<System.Security.Cryptography.CryptographicException>(() => ec.ImportPkcs8PrivateKey(Convert.FromBase64String(row), out _));
        }
        using var http = house.Anonymous();
        (await http.GetStringAsync("/oidc/jwks")).ShouldNotContain("\"d\"");
    }

    private async Task<List<string>> Published()
    {
        using var http = house.Anonymous();
        return [.. JsonDocument.Parse(await http.GetStringAsync("/oidc/jwks")).RootElement.GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("kid").GetString()!)];
    }

    private async Task<string> Signing() => (await house.Get<SigningKeys>().Ring(default)).For(Alg.Es256).Id;

    /// <summary>A relying party's logout endpoint.</summary>
    private sealed class Listener(WebApplication app, System.Threading.Channels.Channel<string> tokens) : IAsyncDisposable
    {
        public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        public static async Task<Listener> Start(int failures = 0)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
            var app = builder.Build();
            var tokens = System.Threading.Channels.Channel.CreateUnbounded<string>();
            app.MapPost("/logout", async (HttpContext http) =>
            {
                var form = await http.Request.ReadFormAsync();
                await tokens.Writer.WriteAsync(form["logout_token"].ToString());
                return failures-- > 0 ? Results.StatusCode(500) : Results.Ok();
            });
            await app.StartAsync();
            return new Listener(app, tokens);
        }

        public async Task<string> Next() => await tokens.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
