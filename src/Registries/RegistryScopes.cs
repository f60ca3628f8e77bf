namespace LienThong.Registries;

/// <summary>Scopes of this module.</summary>
public static class RegistryScopes
{
    /// <summary>Write records of registers and read them for upkeep.</summary>
    public const string Write = "registries.write";

    /// <summary>Switch sources, see counts: the administrator.</summary>
    public const string Admin = "system.admin";
}
