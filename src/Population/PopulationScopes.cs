namespace LienThong.Population;

/// <summary>Scopes of the register.</summary>
public static class PopulationScopes
{
    /// <summary>Verify, search and read persons, each read through the broker.</summary>
    public const string Read = "population.read";

    /// <summary>Register births, residences and deaths.</summary>
    public const string Manage = "population.manage";
}
