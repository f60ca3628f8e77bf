namespace LienThong.Population;

/// <summary>Scopes of the register.</summary>
public static class PopulationScopes
{
    /// <summary>Verify, search and read persons, each read through the broker.</summary>
    public const string Read = "population.read";

    /// <summary>See and ask about one's own data.</summary>
    public const string Own = "citizen.own";

    /// <summary>Register births, residences and deaths.</summary>
    public const string Manage = "population.manage";
}
