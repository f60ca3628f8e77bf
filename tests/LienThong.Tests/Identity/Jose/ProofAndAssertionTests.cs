using LienThong.Identity.Jose;

namespace LienThong.Tests.Identity.Jose;

public sealed class ProofAndAssertionTests
{
    private const string Issuer = "https://id.example.vn", Endpoint = Issuer + "/oidc/token";
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 5, 0, 0, TimeSpan.Zero);
    private static readonly TestKey Key = TestKey.New();
    private static readonly TestKey Rsa = TestKey.New(Alg.Ps256);

    [Theory]
    [InlineData("none changed", true, null, null)]
    [InlineData("htm", false, "htm", "GET")]
    [InlineData("htm in small letters", false, "htm", "post")]
    [InlineData("htu of another path", false, "htu", Issuer + "/oidc/par")]
    [InlineData("htu with query", true, "htu", Endpoint + "?a=b#c")]
    [InlineData("htu with port", true, "htu", "https://id.example.vn:443/oidc/token")]
    [InlineData("htu in large letters", true, "htu", "HTTPS://ID.example.VN/oidc/token")]
    [InlineData("htu with another port", false, "htu", "https://id.example.vn:444/oidc/token")]
    [InlineData("htu with user", false, "htu", "https://a@id.example.vn/oidc/token")]
    [InlineData("htu in http", false, "htu", "http://id.example.vn/oidc/token")]
    [InlineData("htu relative", false, "htu", "/oidc/token")]
    [InlineData("jti missing", false, "jti", null)]
    [InlineData("jti too long", false, "jti", "-long-")]
    public void A_proof_speaks_about_its_request(string _, bool accepted, string? member, string? value)
    {
        var claims = new Dictionary<string, object?> { ["jti"] = "j", ["htm"] = "POST", ["htu"] = Endpoint, ["iat"] = Now.ToUnixTimeSeconds() };
        if (member is not null) claims[member] = value == "-long-" ? new string('j', 300) : value;
        Verify(Proof(claims)).Ok.ShouldBe(accepted);
    }

    [Theory]
    [InlineData(-61, false)]
    [InlineData(-60, true)]
    [InlineData(0, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void A_proof_is_fresh(int seconds, bool accepted) =>
        Verify(Proof(new() { ["jti"] = "j", ["htm"] = "POST", ["htu"] = Endpoint, ["iat"] = Now.AddSeconds(seconds).ToUnixTimeSeconds() })).Ok.ShouldBe(accepted);

    [Fact]
    public void A_proof_carries_a_public_key_that_fits_its_algorithm()
    {
        Dictionary<string, object?> claims = new() { ["jti"] = "j", ["htm"] = "POST", ["htu"] = Endpoint, ["iat"] = Now.ToUnixTimeSeconds() };
        Verify(Key.Forge(new { alg = "ES256", typ = "dpop+jwt", jwk = Key.Secret }, claims)).Ok.ShouldBeFalse();
        Verify(Key.Forge(new { alg = "ES256", typ = "dpop+jwt" }, claims)).Ok.ShouldBeFalse();
        Verify(Key.Forge(new { alg = "ES256", typ = "dpop+jwt", jwk = Rsa.Public }, claims)).Ok.ShouldBeFalse();
        Verify(Key.Forge(new { alg = "ES256", typ = "dpop+jwt", jwk = TestKey.New().Public }, claims)).Ok.ShouldBeFalse();
        Verify(Key.Forge(new { alg = "ES256", typ = "dpop+jwt", jwk = "x" }, claims)).Ok.ShouldBeFalse();
        Verify(Key.Forge(new { alg = "ES256", typ = "JWT", jwk = Key.Public }, claims)).Ok.ShouldBeFalse();
        Verify(Key.Forge(new { alg = "ES256", typ = "dpop+jwt", jwk = Key.Public, kid = "k" }, claims)).Ok.ShouldBeTrue();
        Verify(Rsa.Forge(new { alg = "PS256", typ = "dpop+jwt", jwk = Rsa.Public }, claims)).Value!.Thumbprint.ShouldBe(Rsa.Sign.Public.Thumbprint);
        Verify(Rsa.Forge(new { alg = "RS256", typ = "dpop+jwt", jwk = Rsa.Public }, claims)).Ok.ShouldBeFalse();
    }

    [Fact]
    public void A_proof_with_a_token_names_its_hash()
    {
        Dictionary<string, object?> claims = new() { ["jti"] = "j", ["htm"] = "POST", ["htu"] = Endpoint, ["iat"] = Now.ToUnixTimeSeconds(), ["ath"] = "right" };
        new DpopProofs().Verify(Proof(claims), new ProofTarget("POST", Endpoint, "right"), Now).Ok.ShouldBeTrue();
        new DpopProofs().Verify(Proof(claims), new ProofTarget("POST", Endpoint, "wrong"), Now).Ok.ShouldBeFalse();
        claims.Remove("ath");
        new DpopProofs().Verify(Proof(claims), new ProofTarget("POST", Endpoint, "right"), Now).Ok.ShouldBeFalse();
    }

    public static TheoryData<string, bool, string, object?> Assertions => new()
    {
        { "as it should be", true, "x", 1 },
        { "aud a list", false, "aud", new[] { Issuer } },
        { "aud the token endpoint", false, "aud", Endpoint },
        { "aud with a slash", false, "aud", Issuer + "/" },
        { "aud missing", false, "aud", null },
        { "iss of another", false, "iss", "d" },
        { "sub missing", false, "sub", null },
        { "sub of another", false, "sub", "d" },
        { "jti missing", false, "jti", null },
        { "exp missing", false, "exp", null },
        { "exp over", false, "exp", Now.ToUnixTimeSeconds() },
        { "exp in an hour", false, "exp", Now.AddHours(1).ToUnixTimeSeconds() },
        { "exp as text", false, "exp", Now.AddMinutes(1).ToUnixTimeSeconds().ToString() },
        { "iat eight seconds ahead", true, "iat", Now.AddSeconds(8).ToUnixTimeSeconds() },
        { "iat a minute ahead", false, "iat", Now.AddSeconds(60).ToUnixTimeSeconds() },
        { "nbf eight seconds ahead", true, "nbf", Now.AddSeconds(8).ToUnixTimeSeconds() },
        { "nbf a minute ahead", false, "nbf", Now.AddSeconds(60).ToUnixTimeSeconds() },
    };

    [Theory]
    [MemberData(nameof(Assertions))]
    public void An_assertion_is_for_us_fresh_and_complete(string _, bool accepted, string member, object? value)
    {
        var claims = new Dictionary<string, object?> { ["iss"] = "c", ["sub"] = "c", ["aud"] = Issuer, ["jti"] = "j", ["exp"] = Now.AddSeconds(50).ToUnixTimeSeconds(), ["iat"] = Now.ToUnixTimeSeconds() };
        claims[member] = value;
        if (value is null) claims.Remove(member);
        Assert(Key.Forge(new { alg = "ES256" }, claims)).ShouldBe(accepted);
    }

    [Fact]
    public void An_assertion_of_another_kind_or_algorithm_is_refused()
    {
        var claims = new { iss = "c", sub = "c", aud = Issuer, jti = "j", exp = Now.AddSeconds(50).ToUnixTimeSeconds() };
        Assert(Key.Forge(new { alg = "ES256", typ = "client-authentication+jwt" }, claims)).ShouldBeTrue();
        foreach (var kind in new[] { "oauth-authz-req+jwt", "dpop+jwt", "at+jwt", "logout+jwt" }) Assert(Key.Forge(new { alg = "ES256", typ = kind }, claims)).ShouldBeFalse();
        var rs = TestKey.New(Alg.Rs256);
        ClientAssertions.Verify(Jws.Read(rs.Forge(new { alg = "RS256" }, claims)).Value!, rs.Set, "c", Issuer, Now).Ok.ShouldBeFalse();
    }

    [Fact]
    public void A_logout_token_has_its_event_and_no_nonce()
    {
        var trusted = new TrustedIssuer(Issuer, "c", Key.Set);
        Dictionary<string, object> claims = new() { ["iss"] = Issuer, ["aud"] = "c", ["iat"] = Now.ToUnixTimeSeconds(), ["exp"] = Now.AddMinutes(2).ToUnixTimeSeconds(), ["jti"] = "j", ["sid"] = "s", ["events"] = new Dictionary<string, object> { [LogoutTokens.Event] = new { } } };
        LogoutTokens.Verify(Jws.Sign(Key.Sign, "logout+jwt", claims), trusted, Now).Value!.Session.ShouldBe("s");
        LogoutTokens.Verify(Jws.Sign(Key.Sign, "JWT", claims), trusted, Now).Ok.ShouldBeFalse();
        LogoutTokens.Verify(Jws.Sign(Key.Sign, "logout+jwt", new Dictionary<string, object>(claims) { ["nonce"] = "n" }), trusted, Now).Ok.ShouldBeFalse();
        LogoutTokens.Verify(Jws.Sign(Key.Sign, "logout+jwt", claims.Where(c => c.Key != "events").ToDictionary()), trusted, Now).Ok.ShouldBeFalse();
        LogoutTokens.Verify(Jws.Sign(Key.Sign, "logout+jwt", claims.Where(c => c.Key != "sid").ToDictionary()), trusted, Now).Ok.ShouldBeFalse();
        LogoutTokens.Verify(Jws.Sign(Key.Sign, "logout+jwt", claims), trusted, Now.AddMinutes(10)).Ok.ShouldBeFalse();
    }

    [Fact]
    public void An_ID_token_is_for_one_client_and_one_request()
    {
        var trusted = new TrustedIssuer(Issuer, "c", Key.Set);
        Dictionary<string, object> claims = new() { ["iss"] = Issuer, ["aud"] = "c", ["iat"] = Now.ToUnixTimeSeconds(), ["exp"] = Now.AddMinutes(2).ToUnixTimeSeconds(), ["sub"] = "s", ["nonce"] = "n" };
        bool With(string member, object value) => IdTokens.Verify(Jws.Sign(Key.Sign, "JWT", new Dictionary<string, object>(claims) { [member] = value }), trusted, "n", Now).Ok;
        With("x", 1).ShouldBeTrue();
        With("aud", new[] { "c" }).ShouldBeTrue();
        With("aud", new[] { "c", "d" }).ShouldBeFalse();
        With("azp", "d").ShouldBeFalse();
        With("aud", "d").ShouldBeFalse();
        With("nonce", "m").ShouldBeFalse();
        With("exp", Now.AddMinutes(-1).ToUnixTimeSeconds()).ShouldBeFalse();
        With("sub", new string('s', 256)).ShouldBeFalse();
        IdTokens.Verify(Jws.Sign(Key.Sign, "at+jwt", claims), trusted, "n", Now).Ok.ShouldBeFalse();
    }

    private static Checked<DpopProof> Verify(string proof) => new DpopProofs().Verify(proof, new ProofTarget("POST", Endpoint, null), Now);

    private static string Proof(Dictionary<string, object?> claims) =>
        Key.Forge(new { alg = "ES256", typ = "dpop+jwt", jwk = Key.Public }, claims.Where(c => c.Value is not null).ToDictionary());

    private static bool Assert(string assertion) => ClientAssertions.Verify(Jws.Read(assertion).Value!, Key.Set, "c", Issuer, Now).Ok;
}
