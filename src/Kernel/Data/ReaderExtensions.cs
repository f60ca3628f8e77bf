using Npgsql;

namespace LienThong.Kernel.Data;

/// <summary>Short names for what slices read from rows.</summary>
public static class ReaderExtensions
{
    public static string? TextOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static Guid? GuidOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    public static int? IntOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    public static long? LongOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static DateOnly Date(this NpgsqlDataReader row, int column) => row.GetFieldValue<DateOnly>(column);

    public static DateOnly? DateOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    /// <summary>A <c>timestamptz</c>, in UTC.</summary>
    public static DateTimeOffset Instant(this NpgsqlDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);

    public static DateTimeOffset? InstantOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    /// <summary>A <c>jsonb</c> column, read by the rules of <see cref="Json"/>.</summary>
    public static T FromJson<T>(this NpgsqlDataReader row, int column) => Json.Read<T>(row.GetString(column));
}
