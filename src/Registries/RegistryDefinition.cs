using System.Text.Json.Serialization;
using LienThong.Dictionary;
using LienThong.Kernel.Time;

namespace LienThong.Registries;

/// <summary>What the records of a register are about.</summary>
public enum RegistrySubject
{
    /// <summary>A person of the population register.</summary>
    Person,

    /// <summary>An organisation, by its tax number.</summary>
    Organisation,

    /// <summary>A thing of its own: a vehicle, a building, a place; the key field names it.</summary>
    Free,
}

/// <summary>What one post of the keeper may do. <c>*</c> as post is every post; <c>*</c> as field is every field that is not sensitive.</summary>
/// <param name="Post">Code of the post or role in which the official acts.</param>
/// <param name="See">Fields that it may see.</param>
/// <param name="Change">Fields that it may change; what may be changed may be seen.</param>
public sealed record FieldRight(string Post, IReadOnlyList<string> See, IReadOnlyList<string> Change)
{
    /// <summary>Every post, or every field that is not sensitive.</summary>
    public const string Any = "*";
}

/// <summary>The value that records of before get when a field becomes compulsory.</summary>
public sealed record FieldDefault(FieldCode Field, string Value);

/// <summary>One register, declared by dictionary fields.</summary>
/// <param name="Code">Code such as <c>birth-notices</c>.</param>
/// <param name="Database">Database of the dictionary that it belongs to, or its own code when it is the first database of its kind.</param>
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
    /// <summary>What its records are about.</summary>
    public RegistrySubject KeyedBy { get; init; }

    /// <summary>Field whose value tells the records of one subject apart; null when a subject has at most one. Compulsory for <see cref="RegistrySubject.Free"/>.</summary>
    public FieldCode? Key { get; init; }

    /// <summary>Fields that a record may hold besides.</summary>
    public IReadOnlyList<FieldCode> Optional { get; init; } = [];

    /// <summary>Fields by which records are found.</summary>
    public IReadOnlyList<FieldCode> Search { get; init; } = [];

    /// <summary>Who of the keeper may see and change what. Nobody, unless it stands here.</summary>
    public IReadOnlyList<FieldRight> Rights { get; init; } = [];

    /// <summary>Values for records of before, when a field becomes compulsory.</summary>
    public IReadOnlyList<FieldDefault> Defaults { get; init; } = [];

    /// <summary>Agencies that kept it before, by hand-over: it goes on answering the fields that they own. Written by the hand-over only.</summary>
    public IReadOnlyList<string> Formerly { get; init; } = [];

    /// <summary>A second officer looks at every digitised record before it counts.</summary>
    public bool DoubleCheck { get; init; }

    /// <summary>
    /// Where a class of agencies keeps the register: every member writes records of the whole country. Otherwise each writes what belongs to its own territory
    /// (<see cref="RegistriesErrors.OtherTerritory"/>). Says nothing where one agency keeps it.
    /// </summary>
    public bool Anywhere { get; init; }

    /// <summary>Last day on which it is kept; null when open.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>How sure we are.</summary>
    public Certainty Confidence { get; init; } = Certainty.H;

    /// <summary>Number of the live version; 0 for what is not live. Not part of what is declared.</summary>
    [JsonIgnore]
    public int Version { get; init; }

    /// <summary>All its fields.</summary>
    [JsonIgnore]
    public IEnumerable<FieldCode> Fields => Required.Concat(Optional);

    /// <summary>True when it holds the field.</summary>
    public bool Holds(FieldCode field) => Required.Contains(field) || Optional.Contains(field);

    /// <summary>
    /// True when it answers the field to the broker. In a database of the dictionary it answers all it holds; as a database of its own only what its keeper owns,
    /// so that nobody becomes a source of another agency's data by copying it.
    /// </summary>
    public bool Answers(FieldDefinition field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Holds(field.Code) && (field.Database == Database || field.AlsoIn.Contains(Database) || field.Owner == Keeper || Formerly.Contains(field.Owner));
    }
}
