using System.Diagnostics;
using System.Text.Json;
using LienThong.Tests.Architecture;

namespace LienThong.Tests.Conformance;

/// <summary>Two relying parties that others wrote and certified walk whole flows against the running house: what they refuse, partners' software would refuse.</summary>
public sealed class IndependentClientTests(ConformanceHouse house) : IClassFixture<ConformanceHouse>
{
    [Fact]
    public Task Openid_client_walks_the_FAPI_flow() => Walks("rp-openid-client.mjs", fapi: true);

    [Fact]
    public Task Openid_client_walks_the_standard_flow() => Walks("rp-openid-client.mjs", fapi: false);

    [Fact]
    public Task Oauth4webapi_walks_the_FAPI_flow() => Walks("rp-oauth4webapi.mjs", fapi: true);

    [Fact]
    public Task Oauth4webapi_walks_the_standard_flow() => Walks("rp-oauth4webapi.mjs", fapi: false);

    private async Task Walks(string script, bool fapi)
    {
        using var party = fapi ? await house.Fapi() : await house.Standard();
        using var person = await house.Person();
        var seen = await Walk(script, party, person);

        seen.GetProperty("tokenType").GetString().ShouldBe(fapi ? "dpop" : "bearer", StringCompareShould.IgnoreCase);
        var info = seen.GetProperty("userinfo");
        info.GetProperty("sub").GetString().ShouldBe(seen.GetProperty("sub").GetString());
        info.GetProperty("name").GetString().ShouldBe("Trần Nguyễn Minh An");
        seen.GetProperty("refreshed").GetBoolean().ShouldBeTrue();
        seen.GetProperty("rotated").GetBoolean().ShouldBeFalse("refresh tokens are bound to the client, and to its key; nothing is rotated");
        var introspected = seen.GetProperty("introspected");
        introspected.GetProperty("active").GetBoolean().ShouldBeTrue();
        introspected.GetProperty("client").GetString().ShouldBe(party.Id);
        introspected.GetProperty("sub").GetString().ShouldBe(seen.GetProperty("sub").GetString());
        seen.GetProperty("afterRevocation").GetBoolean().ShouldBeFalse();
        seen.GetProperty("refreshAfterRevocation").GetString().ShouldBe("invalid_grant");
        seen.GetProperty("loggedOut").GetString().ShouldBe("bye");
        (await person.Browser.Me()).ShouldBeNull();
    }

    /// <summary>Runs the script; whenever it names an address, the person's browser goes there and tells where it came back.</summary>
    internal static async Task<JsonElement> Walk(string script, Party party, UserAgent person)
    {
        var task = JsonSerializer.Serialize(new
        {
            issuer = party.Issuer, clientId = party.Id, redirectUri = party.RedirectUri, afterLogout = ConformanceHouse.AfterLogout, fapi = party.Fapi, secret = party.Secret,
            key = Convert.ToBase64String(party.Key.ExportPkcs8PrivateKey()),
        });
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in new[] { Path.Combine(TheHouse.Root, "tests", "LienThong.Tests", "Conformance", script), TheHouse.Root, task }) start.ArgumentList.Add(word);
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        while (await node.StandardOutput.ReadLineAsync() is { } line)
        {
            var said = JsonDocument.Parse(line).RootElement;
            if (said.TryGetProperty("seen", out var seen)) return seen;
            var landing = await person.Visit(new Uri(said.GetProperty("visit").GetString()!).PathAndQuery);
            landing.Callback.ShouldNotBeNull(landing.Page?.QuerySelector("main")?.TextContent);
            await node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { callback = landing.Callback.AbsoluteUri }));
            await node.StandardInput.FlushAsync();
        }
        throw new InvalidOperationException(script + ": " + await errors);
    }
}
