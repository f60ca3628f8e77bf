namespace LienThong.Programme;

/// <summary>What callers may do here.</summary>
public static class Scopes
{
    /// <summary>See plans, targets, tasks and their evidence.</summary>
    public const string Read = "programme.read";

    /// <summary>Import plans, record progress and evidence, make reports.</summary>
    public const string Manage = "programme.manage";
}
