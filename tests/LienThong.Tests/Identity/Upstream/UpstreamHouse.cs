using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using LienThong.Identity;
using LienThong.Identity.Upstream;
using LienThong.Tests.Architecture;
using LienThong.Tests.Fixture;
using LienThong.Tests.Identity.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Tests.Identity.Upstream;

/// <summary>A house with three outside providers: standard with a signed assertion, standard with a secret, and VNeID's dialect. They run in a process of their own.</summary>
public sealed class UpstreamHouse(PostgresRun run) : PeopleHouse(run), IAsyncDisposable
{
    private readonly string keyFile = Path.GetTempFileName();
    private readonly HttpClient control = new();
    private Process? outside;

    public string Outside { get; private set; } = "";

    /// <summary>Says who signs in next at the providers, and which fault they make.</summary>
    public async Task Say(object who, string fault = "") => (await control.PostAsJsonAsync(Outside + "/control", new { who, fault })).EnsureSuccessStatusCode();

    protected override void More(IServiceCollection services)
    {
        using var rsa = RSA.Create(2048);
        File.WriteAllText(keyFile, rsa.ExportPkcs8PrivateKeyPem());
        var codeKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        outside = Process.Start(new ProcessStartInfo("node",
            [Path.Combine(TheHouse.Root, "tests/LienThong.Tests/Identity/Upstream/outside-provider.mjs"), Convert.ToBase64String(Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem())), codeKey])
        { RedirectStandardOutput = true, UseShellExecute = false })!;
        Outside = outside.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The outside provider did not start.");
        var levels = new Dictionary<string, int> { ["two"] = 2, ["three"] = 3 };
        var standard = new UpstreamOptions
        {
            Code = "op", Name = "Hệ thống chuẩn", Issuer = Outside + "/op", ClientId = "lienthong", PrivateKeyFile = keyFile, Live = false, AuthLevels = levels,
        };
        var vneid = standard with
        {
            Code = "vneid", Name = "VNeID", Dialect = UpstreamDialect.Vneid, Issuer = Outside + "/vneid", AuthorizationEndpoint = Outside + "/vneid/authorize",
            TokenEndpoint = Outside + "/vneid/token", UserinfoEndpoint = Outside + "/vneid/userinfo", ClientSecret = "bí mật", CodeKey = codeKey, AuthLevel = 2,
        };
        var options = new IdentityOptions { Upstreams = [standard, standard with { Code = "op-secret", PrivateKeyFile = null, ClientSecret = "bí mật" }, vneid] };
        options.Fault().ShouldBeNull();
        services.AddSingleton(options);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        control.Dispose();
        if (outside is { HasExited: false })
        {
            outside.Kill();
            await outside.WaitForExitAsync();
        }
        outside?.Dispose();
        File.Delete(keyFile);
    }
}
