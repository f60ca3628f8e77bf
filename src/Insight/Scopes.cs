namespace LienThong.Insight;

/// <summary>What callers may do here.</summary>
public static class Scopes
{
    /// <summary>See the command centre: figures, map, cases without personal data.</summary>
    public const string Read = "insight.read";
}
