namespace LienThong.Kernel.Access;

/// <summary>Why personal data is read: a closed list (Law 91/2025/QH15: one purpose each time, named before reading).</summary>
public enum Purpose
{
    /// <summary>To settle an administrative procedure that the person filed.</summary>
    Procedure,
    /// <summary>To carry out a programme that the person takes part in.</summary>
    Programme,
    /// <summary>To inspect how data was used.</summary>
    Inspection,
    /// <summary>To count; the answer never leaves as a person.</summary>
    Statistics,
    /// <summary>To confirm what somebody claims: match, mismatch, absent.</summary>
    Verification,
    /// <summary>The person reads their own data.</summary>
    OwnData,
    /// <summary>The keeper of the database maintains it.</summary>
    RegistryUpkeep,
    /// <summary>Synthetic data only.</summary>
    Testing,
}
