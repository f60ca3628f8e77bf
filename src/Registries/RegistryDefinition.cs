using LienThong.Dictionary;
using LienThong.Kernel.Time;

namespace LienThong.Registries;

/// <summary>One register, declared by dictionary fields.</summary>
/// <param name="Code">Code such as <c>birth-notices</c>.</param>
/// <param name="Database">Database of the dictionary that it belongs to.</param>
/// <param name="Vi">Vietnamese name.</param>
/// <param name="En">English name.</param>
/// <param name="Definition">What a record is, in Vietnamese.</param>
/// <param name="Keeper">Agency or class of agencies that keeps it.</param>
/// <param name="Required">Fields that every record holds.</param>
/// <param name="LegalBasis">The rule behind it.</param>
/// <param name="EffectiveFrom">First day on which it is kept.</param>
public sealed record RegistryDefinition(
    string Code, string Database, string Vi, string En, string Definition, string Keeper, IReadOnlyList<FieldCode> Required, string LegalBasis, DateOnly EffectiveFrom) : ILegal
{
    /// <summary>Field whose value tells the records of one subject apart; null when a subject has at most one.</summary>
    public FieldCode? Key { get; init; }

    /// <summary>Fields that a record may hold besides.</summary>
    public IReadOnlyList<FieldCode> Optional { get; init; } = [];

    /// <summary>A second officer looks at every digitised record before it counts.</summary>
    public bool DoubleCheck { get; init; }

    /// <summary>Last day on which it is kept; null when open.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>How sure we are.</summary>
    public Certainty Confidence { get; init; } = Certainty.H;

    /// <summary>All its fields.</summary>
    public IEnumerable<FieldCode> Fields => Required.Concat(Optional);

    /// <summary>True when it holds the field.</summary>
    public bool Holds(FieldCode field) => Required.Contains(field) || Optional.Contains(field);
}
