using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity;

/// <summary>
/// Authentication levels 1–4 of Decree 69/2024/NĐ-CP art. 20 as OpenID Connect carries them (<c>acr</c>): <c>urn:lienthong:auth:1</c> one factor,
/// <c>:2</c> two different factors, <c>:3</c> with a biometric, <c>:4</c> biometric, possession and knowledge.
/// </summary>
public static class Acr
{
    /// <summary>The strongest level there is.</summary>
    public const int Highest = 4;

    /// <summary>Added to the address that a person goes back to without having raised the level.</summary>
    public const string Declined = "stepUp=declined";

    private const string Prefix = "urn:lienthong:auth:";

    /// <summary>The name of a level.</summary>
    public static string Of(int level) => Prefix + level.ToString(CultureInfo.InvariantCulture);

    /// <summary>The level of a name; null when it is none of ours.</summary>
    public static int? LevelOf(string? acr) =>
        acr is { Length: 20 } && acr.StartsWith(Prefix, StringComparison.Ordinal) && acr[^1] is >= '1' and <= '4' ? acr[^1] - '0' : null;

    /// <summary>
    /// Where a browser goes to sign in or to raise the level of its session: back to <paramref name="returnTo"/> (a path of this site) afterwards.
    /// <paramref name="again"/> asks to sign in anew even when a session is there (OpenID Connect <c>prompt=login</c>, <c>max_age</c>).
    /// </summary>
    public static string Address(string returnTo, int level = 1, bool again = false)
    {
        var query = QueryString.Create("returnTo", returnTo);
        if (level > 1) query = query.Add("acr", Of(level));
        return "/sign-in" + (again ? query.Add("again", "true") : query);
    }
}
