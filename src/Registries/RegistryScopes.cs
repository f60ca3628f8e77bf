namespace LienThong.Registries;

/// <summary>Scopes of this module.</summary>
public static class RegistryScopes
{
    /// <summary>Write records of registers and read them for upkeep.</summary>
    public const string Write = "registries.write";

    /// <summary>See which registers there are and what they are made of; never their records.</summary>
    public const string Read = "registries.read";

    /// <summary>Follow the changes of a register: its keeper, or another agency under an agreement.</summary>
    public const string Follow = "registries.follow";

    /// <summary>Declare and change registers of the own agency.</summary>
    public const string Define = "registries.define";

    /// <summary>Switch sources, see counts: the administrator.</summary>
    public const string Admin = "system.admin";
}
