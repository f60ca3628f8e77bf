namespace LienThong.Kernel.Data;

/// <summary>An identity or value type that knows how it is stored: one PostgreSQL scalar.</summary>
public interface IDbValue
{
    /// <summary>The value that the driver sends: a string, number, Guid or date.</summary>
    object DbValue { get; }
}
