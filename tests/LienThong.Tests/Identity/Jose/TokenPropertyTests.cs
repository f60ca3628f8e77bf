using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LienThong.Identity.Jose;

namespace LienThong.Tests.Identity.Jose;

public sealed class TokenPropertyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 5, 0, 0, TimeSpan.Zero);
    private static readonly TestKey Key = TestKey.New();

    [Fact]
    public void Base64url_reads_exactly_what_it_writes() => Prop.ForAll<byte[]>(bytes =>
    {
        var text = Base64UrlText.Of(bytes);
        return Base64UrlText.Read(text)!.SequenceEqual(bytes);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_value_has_one_spelling() => Prop.ForAll<string>(text =>
        text is null || Base64UrlText.Read(text) is not { } bytes || Base64UrlText.Of(bytes) == text).QuickCheckThrowOnFailure();

    [Fact]
    public void No_number_of_segments_but_three_is_read() => Prop.ForAll<string[]>(parts =>
    {
        var token = string.Join('.', parts.Where(p => p is not null));
        return token.Count(c => c == '.') == 2 || !Jws.Read(token).Ok;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_member_that_stands_twice_is_never_read() => Prop.ForAll<NonEmptyString, int, int>((name, a, b) =>
    {
        var member = System.Text.Json.JsonSerializer.Serialize(name.Get.Replace("\0", "0"));
        return StrictJson.Object(System.Text.Encoding.UTF8.GetBytes($"{{{member}:{a},{member}:{b}}}")) is null;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_we_sign_we_verify_and_no_other_key_does() => Prop.ForAll<Dictionary<string, string>>(claims =>
    {
        var clean = claims.Where(c => !(c.Key + c.Value).Any(x => char.IsSurrogate(x) || x == '\0')).ToDictionary(c => c.Key, c => c.Value);
        var read = Jws.Read(Jws.Sign(Key.Sign, "JWT", clean));
        return read.Ok && Key.Set.Verifies(read.Value) && !TestKey.New().Set.Verifies(read.Value);
    }).QuickCheckThrowOnFailure();

    /// <summary>
    /// Mutated tokens against every typed verifier: nothing may throw, nothing but the honest token may pass.
    /// <c>LIENTHONG_FUZZ=10000000</c> is the nightly form.
    /// </summary>
    [Fact]
    public void Mutated_tokens_neither_crash_nor_pass()
    {
        var times = int.Parse(Environment.GetEnvironmentVariable("LIENTHONG_FUZZ") ?? "20000", CultureInfo.InvariantCulture);
        var seed = Environment.GetEnvironmentVariable("LIENTHONG_FUZZ_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.TickCount;
        var honest = Honest();
        var failures = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, Environment.ProcessorCount, worker =>
        {
            var random = new Random(seed + worker);
            var proofs = new DpopProofs();
            for (var i = worker; i < times && failures.IsEmpty; i += Environment.ProcessorCount)
            {
                var token = Mutation.Of(honest[i % honest.Length], random);
                if (Array.IndexOf(honest, token) >= 0) continue;
                try
                {
                    if (Accepts(proofs, token)) failures.Add($"seed {seed}: accepted {token}");
                }
                catch (Exception e)
                {
                    failures.Add($"seed {seed}: {e.GetType().Name} for {token}");
                }
            }
        });
        failures.ShouldBeEmpty();
        var all = new DpopProofs();
        honest.ShouldAllBe(t => Accepts(all, t));
    }

    private const string Issuer = "https://id.example.vn";

    private static string[] Honest()
    {
        var times = new Dictionary<string, object> { ["iat"] = Now.ToUnixTimeSeconds(), ["exp"] = Now.AddSeconds(50).ToUnixTimeSeconds(), ["iss"] = Issuer, ["jti"] = "j", ["sub"] = "s" };
        Dictionary<string, object> With(params (string, object)[] more) => times.Concat(more.Select(m => KeyValuePair.Create(m.Item1, m.Item2))).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Last().Value);
        var head = new { alg = Alg.Es256, typ = "dpop+jwt", jwk = Key.Public.Where(m => m.Key is "kty" or "crv" or "x" or "y").ToDictionary() };
        return
        [
            Jws.Sign(Key.Sign, "JWT", With(("iss", "c"), ("sub", "c"), ("aud", Issuer))),
            Jws.Sign(Key.Sign, "at+jwt", With(("aud", Issuer + "/api"), ("client_id", "c"), ("cnf", new { jkt = "t" }))),
            Jws.Sign(Key.Sign, "JWT", With(("aud", "c"), ("nonce", "n"))),
            Jws.Sign(Key.Sign, "logout+jwt", With(("aud", "c"), ("events", new Dictionary<string, object> { [LogoutTokens.Event] = new { } }))),
            Key.Forge(head, new { jti = "j", htm = "POST", htu = Issuer + "/oidc/token", iat = Now.ToUnixTimeSeconds() }),
        ];
    }

    private static bool Accepts(DpopProofs proofs, string token)
    {
        var set = Key.Set;
        var trusted = new TrustedIssuer(Issuer, "c", set);
        var read = Jws.Read(token);
        return read.Ok && ClientAssertions.Verify(read.Value, set, "c", Issuer, Now).Ok
            || AccessTokens.Verify(token, set, Issuer, Issuer + "/api", Now).Ok
            || IdTokens.Verify(token, trusted, "n", Now).Ok
            || IdTokens.VerifyHint(token, set, Issuer).Ok
            || LogoutTokens.Verify(token, trusted, Now).Ok
            || proofs.Verify(token, new ProofTarget("POST", Issuer + "/oidc/token", null), Now).Ok
            || Jwk.Read(System.Text.Json.JsonSerializer.SerializeToElement(token)).Ok
            || KeySet.Read(token).Ok;
    }
}
