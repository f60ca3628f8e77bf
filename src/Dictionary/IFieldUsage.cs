namespace LienThong.Dictionary;

/// <summary>
/// Implemented by every module to the right that consumes fields (procedures, agreements, measures, registries), so that the owner of a field sees who uses it
/// and why, and what a change would break. Register it as a singleton: <c>s.AddSingleton&lt;IFieldUsage, …&gt;()</c>.
/// </summary>
public interface IFieldUsage
{
    /// <summary>The uses of these fields that hold today; every field when the list is empty. At most a few thousand rows: uses are rules, not calls.</summary>
    Task<IReadOnlyList<FieldUse>> Uses(IReadOnlyList<FieldCode> fields, CancellationToken ct);
}

/// <summary>What kind of consumer uses the field.</summary>
public enum FieldUseKind { Procedure, Agreement, Registry, Measure, Paper }

/// <summary>One consumer of one field.</summary>
/// <param name="Field">The field that is read.</param>
/// <param name="Kind">The kind of consumer.</param>
/// <param name="Code">The consumer's own code: procedure code, agreement code, registry code, measure code.</param>
/// <param name="NameVi">The consumer's name for people.</param>
/// <param name="WhyVi">Why it needs the field, in one plain Vietnamese sentence.</param>
/// <param name="LegalBasis">The rule that allows it.</param>
/// <param name="From">First day of the use.</param>
/// <param name="To">Last day of the use; null when open.</param>
/// <param name="Href">Page of the consumer in this system; null when it has none.</param>
public sealed record FieldUse(
    FieldCode Field, FieldUseKind Kind, string Code, string NameVi, string WhyVi, string LegalBasis, DateOnly From, DateOnly? To, string? Href);
