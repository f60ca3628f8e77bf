using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LienThong.Identity;
using LienThong.Identity.Jose;
using LienThong.Identity.Keys;
using LienThong.Identity.Provider;
using LienThong.Web.Start;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Bench;

/// <summary>
/// The check of an access token at a resource, proof of possession and replay protection over PostgreSQL included, against the one signature
/// verification (ES256, imported key) that no check can do without. Counted per second of processor, on this program alone.
/// </summary>
sealed class TokenCheck : IBenchmark
{
    private const int Callers = 64, Proofs = 40_000, Rounds = 3;
    private const string Issuer = "http://localhost:5080";

    public string Name => "token-check";

    public string Story => "access token with DPoP proof, replay kept in PostgreSQL, against one bare ES256 verification; per CPU second";

    public async Task<Measured> Run(BenchRoom room, CancellationToken ct)
    {
        await using var house = WebHost.Build(new RunOptions(0, room.Folder, Demo: false, room.People, room.ConnectionString), room.ConnectionString);
        var services = house.Services;
        var ring = await services.GetRequiredService<SigningKeys>().Ring(ct);
        var holders = Enumerable.Range(0, Callers).Select(_ => Holder.New(ring)).ToArray();
        List<double> bare = [], bound = [], bearer = [], first = [];
        for (var i = 0; i <= Rounds; i++)
        {
            var requests = Enumerable.Range(0, Proofs).AsParallel().Select(n => holders[n % Callers].Request(ring)).ToArray();
            var times = new[] { Bare(holders, requests), await Checks(services, requests, ct), await Bearer(services, holders, ct), First(ring, holders) };
            if (i == 0) continue;                                // the first round warms the program up
            foreach (var (list, time) in new[] { bare, bound, bearer, first }.Zip(times)) list.Add(time);
            room.Say(string.Create(CultureInfo.InvariantCulture, $"round {i}: bare {times[0]:N0}, with proof {times[1]:N0}, bearer {times[2]:N0}, first sight {times[3]:N0} per CPU second"));
        }
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["bearer"] = string.Create(CultureInfo.InvariantCulture, $"{Middle(bearer):N0}/s of a token without proof that was seen before"),
            ["first"] = string.Create(CultureInfo.InvariantCulture, $"{Middle(first):N0}/s of a token that was never seen before (its signature alone)"),
        };
        return new Measured(Name, Middle(bound) / Middle(bare), Middle(bare), Middle(bound), "checks/s of CPU", details);
    }

    private static double Middle(List<double> all) => all.Order().ElementAt(all.Count / 2);

    private static double PerCpuSecond(int count, TimeSpan before) => count / (Environment.CpuUsage.TotalTime - before).TotalSeconds;

    private static double Bare(Holder[] holders, Request[] requests)
    {
        var before = Environment.CpuUsage.TotalTime;
        foreach (var request in requests)
            if (!request.Holder.Verifier.VerifyData(request.Input, request.Signature, HashAlgorithmName.SHA256)) throw new InvalidOperationException("wrong signature");
        return PerCpuSecond(requests.Length, before);
    }

    // As many callers at once as a busy resource has, so that their proofs share commits.
    private static async Task<double> Checks(IServiceProvider services, Request[] requests, CancellationToken ct)
    {
        var (check, spend) = (services.GetRequiredService<CheckToken>(), services.GetRequiredService<SpendProofs>());
        var before = Environment.CpuUsage.TotalTime;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = caller; i < requests.Length; i += Callers)
            {
                var shown = await check.Do(requests[i].Http, Issuer, ct);
                if (shown.Failed || shown.Value.Spent is not { } once || !await spend.Do(once, ct)) throw new InvalidOperationException(shown.Error?.Description ?? "replayed");
            }
        }, ct)));
        return PerCpuSecond(requests.Length, before);
    }

    private static async Task<double> Bearer(IServiceProvider services, Holder[] holders, CancellationToken ct)
    {
        var check = services.GetRequiredService<CheckToken>();
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Proofs; i++)
            if ((await check.Do(Context("Bearer " + holders[i % Callers].Bearer, null), Issuer, ct)).Failed) throw new InvalidOperationException("refused");
        return PerCpuSecond(Proofs, before);
    }

    private static double First(KeyRing ring, Holder[] holders)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Proofs / 4; i++)
            if (!AccessTokens.Verify(holders[i % Callers].Bearer, ring.Verify, Issuer, LienThong.Identity.Provider.Issuer.Audience(Issuer), TimeProvider.System.GetUtcNow()).Ok) throw new InvalidOperationException("refused");
        return PerCpuSecond(Proofs / 4, before);
    }

    private static DefaultHttpContext Context(string authorization, string? proof)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = "GET";
        http.Request.Path = "/api/x";
        http.Request.Headers.Authorization = authorization;
        if (proof is not null) http.Request.Headers["DPoP"] = proof;
        return http;
    }

    private sealed record Request(Holder Holder, byte[] Input, byte[] Signature, HttpContext Http);

    private sealed record Holder(SignKey Key, ECDsa Verifier, string Token, string Bearer, string Hash, byte[] Header)
    {
        public static Holder New(KeyRing ring)
        {
            var key = SignKey.Create(Alg.Es256);
            var members = key.Public.ToMembers();
            var token = Token(ring, new { jkt = key.Public.Thumbprint });
            var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = Alg.Es256, typ = "dpop+jwt", jwk = new { kty = members["kty"], crv = members["crv"], x = members["x"], y = members["y"] } });
            return new Holder(key, ECDsa.Create(key.Public.Ec!.Value), token, Token(ring, null), Base64UrlText.Of(SHA256.HashData(Encoding.ASCII.GetBytes(token))), header);

            static string Token(KeyRing ring, object? cnf)
            {
                var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
                Dictionary<string, object> claims = new()
                {
                    ["iss"] = Issuer, ["aud"] = LienThong.Identity.Provider.Issuer.Audience(Issuer), ["sub"] = "s", ["client_id"] = "c", ["jti"] = Guid.CreateVersion7().ToString("N"), ["iat"] = now, ["exp"] = now + 300, ["scope"] = "exchange.read",
                };
                if (cnf is not null) claims["cnf"] = cnf;
                return Jws.Sign(ring.For(Alg.Es256), AccessTokens.Type, claims);
            }
        }

        public Request Request(KeyRing ring)
        {
            var claims = new { jti = Guid.CreateVersion7().ToString("N"), htm = "GET", htu = Issuer + "/api/x", iat = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), ath = Hash };
            var proof = Jws.Sign(Key, Header, claims);
            var cut = proof.LastIndexOf('.');
            return new Request(this, Encoding.ASCII.GetBytes(proof[..cut]), Base64UrlText.Read(proof.AsSpan(cut + 1))!, Context("DPoP " + Token, proof));
        }
    }
}
