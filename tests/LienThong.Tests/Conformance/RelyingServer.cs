using System.Diagnostics;
using System.Text.Json;
using LienThong.Identity.Clients;
using LienThong.Tests.Architecture;
using LienThong.Tests.Fixture;
using LienThong.Tests.Identity;

namespace LienThong.Tests.Conformance;

/// <summary>A relying party that runs as a process of its own (Node, openid-client), registered with the house.</summary>
internal sealed class RelyingServer : IAsyncDisposable
{
    private readonly Process node;

    private RelyingServer(Process node, string address) => (this.node, Address) = (node, address);

    public string Address { get; }

    public string Client { get; private set; } = "";

    public static async Task<RelyingServer> Start(IdentityHouse house, string name)
    {
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var word in new[] { Path.Combine(TheHouse.Root, "tests", "LienThong.Tests", "Conformance", "rp-server.mjs"), TheHouse.Root }) start.ArgumentList.Add(word);
        var node = Process.Start(start)!;
        var port = JsonDocument.Parse((await node.StandardOutput.ReadLineAsync())!).RootElement.GetProperty("port").GetInt32();
        var server = new RelyingServer(node, $"http://localhost:{port}");
        var metadata = new ClientMetadata(
            ClientProfile.Standard, name, "G01", "Đăng nhập để thử", Live: false, [server.Address + "/cb"], [server.Address + "/bye"], server.Address + "/backchannel", null, null, ["openid", "profile", "vn_post"]);
        var added = (await house.Get<RegisterOidcClient>().Add(TestCaller.Official("G01", "identity.manage"), metadata, default)).Value;
        server.Client = added.Id;
        await node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new
        {
            issuer = house.Address, clientId = added.Id, secret = added.Secret, redirectUri = server.Address + "/cb", afterLogout = server.Address + "/bye",
        }));
        await node.StandardInput.FlushAsync();
        (await node.StandardOutput.ReadLineAsync()).ShouldNotBeNull();
        return server;
    }

    /// <summary>The browser signs in here; answers the steps that it took at the house on the way.</summary>
    public async Task<IReadOnlyList<string>> SignIn(UserAgent person)
    {
        var login = await person.Browser.Get(Address + "/login");
        var landing = await person.Visit(login.Headers.Location!.PathAndQuery);
        landing.Callback.ShouldNotBeNull(landing.Page?.QuerySelector("main")?.TextContent);
        var back = await person.Browser.Get(landing.Callback.AbsoluteUri);
        ((int)back.StatusCode).ShouldBe(302, await back.Content.ReadAsStringAsync());
        return landing.Steps;
    }

    /// <summary>Who this party thinks sits at the browser; null: nobody.</summary>
    public async Task<JsonElement?> Me(UserAgent person)
    {
        var answer = await person.Browser.Get(Address + "/me");
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement : null;
    }

    /// <summary>Waits until the party has forgotten the browser, which the back channel brings about.</summary>
    public async Task Forgets(UserAgent person)
    {
        for (var i = 0; i < 100; i++)
        {
            if (await Me(person) is null) return;
            await Task.Delay(100);
        }
        throw new TimeoutException("The relying party still knows the browser after 10 seconds.");
    }

    public async ValueTask DisposeAsync()
    {
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.Dispose();
    }
}
