using LienThong.Kernel.Data;
using Npgsql;

namespace LienThong.Ledger.Entries;

/// <summary>Reads an entry from the fifteen columns that every statement of the book lists in this order.</summary>
static class EntryRow
{
    public static LedgerEntry Read(NpgsqlDataReader row) => ReadAt(row, 0);

    public static LedgerEntry ReadAt(NpgsqlDataReader row, int first) => new()
    {
        Id = row.GetGuid(first),
        At = row.Instant(first + 1),
        Kind = row.GetString(first + 2),
        Actor = row.GetString(first + 3),
        Agency = row.TextOrNull(first + 4),
        Subject = row.GuidOrNull(first + 5),
        Purpose = row.TextOrNull(first + 6),
        Agreement = row.TextOrNull(first + 7),
        BasisKind = row.TextOrNull(first + 8),
        BasisReference = row.TextOrNull(first + 9),
        Fields = row.GetFieldValue<string[]>(first + 10),
        Outcome = row.GetString(first + 11),
        Details = row.TextOrNull(first + 12),
        Salt = row.GetGuid(first + 13),
        Answer = row.IsDBNull(first + 14) ? null : row.GetFieldValue<byte[]>(first + 14),
    };
}
