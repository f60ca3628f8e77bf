using LienThong.Kernel.Results;

namespace LienThong.Identity.Clients;

/// <summary>What an integrator asks for, or an operator adds. The profile decides what of it is allowed.</summary>
/// <param name="Purpose">One sentence for the people who sign in.</param>
/// <param name="Jwks">Public keys as JSON; or their address, or neither for a client with a secret.</param>
internal sealed record ClientMetadata(
    ClientProfile Profile, string Name, string Agency, string Purpose, bool Live, IReadOnlyList<string> RedirectUris, IReadOnlyList<string> PostLogoutRedirectUris,
    string? BackchannelLogoutUri, string? Jwks, string? JwksUri, IReadOnlyList<string> Scopes,
    SubjectKind Subject = SubjectKind.Pairwise, string? Agreement = null, string? IdTokenAlg = null, string? UserinfoSigned = null, string? UserinfoEncryption = null)
{
    public ClientAuth Auth => Profile == ClientProfile.Fapi || Jwks is not null || JwksUri is not null ? ClientAuth.PrivateKeyJwt : ClientAuth.Secret;

    /// A client that has no page to come back to works for itself only (client credentials).
    public bool SignsPeopleIn => Scopes.Contains("openid", StringComparer.Ordinal);

    /// <summary>The signing algorithm of ID tokens: ES256, and RS256 for the standard profile because every OpenID library takes it.</summary>
    public string ChosenIdTokenAlg => IdTokenAlg ?? (Profile == ClientProfile.Fapi ? "ES256" : "RS256");

    /// <summary>Every fault of the request but those of scopes and keys, which need more than this record.</summary>
    public void Judge(Check check)
    {
        check.That(Name.Length is >= 1 and <= 200, "/name", IdentityErrors.NameMissing);
        check.That(Agency.Length is >= 1 and <= 35, "/agency", IdentityErrors.AgencyMissing);
        check.That(Purpose.Length is >= 1 and <= 500, "/purpose", ClientErrors.PurposeMissing);
        JudgeAddresses(check);
        check.That(Jwks is null || JwksUri is null, "/jwks", ClientErrors.KeysMissing);
        check.That(Profile != ClientProfile.Fapi || Jwks is not null || JwksUri is not null, "/jwks", ClientErrors.KeysMissing);
        check.That(JwksUri is null || RedirectRules.IsCallable(JwksUri, Live), ClientErrors.KeysUnreachable.With("https").At("/jwksUri"));
        check.That(BackchannelLogoutUri is null || RedirectRules.IsCallable(BackchannelLogoutUri, Live), ClientErrors.BackchannelMalformed.With(BackchannelLogoutUri ?? "").At("/backchannelLogoutUri"));
        check.That(Subject == SubjectKind.Pairwise || Agreement is not null, "/agreement", ClientErrors.PublicSubjectNeedsAgreement);
        JudgeAlgorithms(check);
    }

    private void JudgeAddresses(Check check)
    {
        check.That((RedirectUris.Count > 0 || !SignsPeopleIn) && RedirectUris.Count <= 20, "/redirectUris", ClientErrors.RedirectMissing);
        check.That(PostLogoutRedirectUris.Count <= 20, "/postLogoutRedirectUris", ClientErrors.RedirectMissing);
        var plain = true;
        foreach (var address in RedirectUris)
        {
            if (RedirectRules.Refuses(address, Live) is not { } fault) continue;
            plain = check.That(ok: false, fault.At("/redirectUris"));
        }
        foreach (var address in PostLogoutRedirectUris)
            if (RedirectRules.Refuses(address, Live) is { } fault) check.That(ok: false, fault.At("/postLogoutRedirectUris"));
        if (plain && Subject == SubjectKind.Pairwise && RedirectUris.Count > 0)
            check.That(RedirectRules.HostOf(RedirectUris) is not null, "/redirectUris", ClientErrors.RedirectHosts);
    }

    private void JudgeAlgorithms(Check check)
    {
        var signing = Profile == ClientProfile.Fapi ? new[] { "ES256", "PS256" } : ["ES256", "PS256", "RS256"];
        check.That(signing.Contains(ChosenIdTokenAlg, StringComparer.Ordinal), ClientErrors.AlgorithmNotOffered.With(ChosenIdTokenAlg).At("/idTokenAlg"));
        check.That(UserinfoSigned is null || signing.Contains(UserinfoSigned, StringComparer.Ordinal), ClientErrors.AlgorithmNotOffered.With(UserinfoSigned ?? "").At("/userinfoSigned"));
        check.That(UserinfoEncryption is null or "A128GCM" or "A256GCM", ClientErrors.AlgorithmNotOffered.With(UserinfoEncryption ?? "").At("/userinfoEncryption"));
    }
}
