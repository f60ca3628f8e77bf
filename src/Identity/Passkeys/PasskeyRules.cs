using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace LienThong.Identity.Passkeys;

/// <summary>
/// How the framework's handler is to check passkeys: user verification always, the algorithms that every authenticator has, our own domain,
/// and the address of this instance (or the list of the settings) as origin.
/// </summary>
internal sealed class PasskeyRules(IdentityOptions options) : IConfigureOptions<IdentityPasskeyOptions>
{
    private const int Es256 = -7, Rs256 = -257;

    public void Configure(IdentityPasskeyOptions rules)
    {
        rules.ServerDomain = options.Domain ?? "localhost";
        rules.UserVerificationRequirement = "required";
        rules.ResidentKeyRequirement = "required";
        rules.AttestationConveyancePreference = "none";
        rules.IsAllowedAlgorithm = algorithm => algorithm is Es256 or Rs256;
        rules.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && IsOwn(context.HttpContext.Request, context.Origin));
    }

    /// <summary>True where passkeys can work: a domain is set, or this is localhost.</summary>
    public bool Work(HttpRequest request) => options.Domain is not null || request.Host.Host == "localhost";

    private bool IsOwn(HttpRequest request, string origin) =>
        options.Origins.Length > 0 ? options.Origins.Contains(origin, StringComparer.Ordinal) : origin == $"{request.Scheme}://{request.Host}";
}
