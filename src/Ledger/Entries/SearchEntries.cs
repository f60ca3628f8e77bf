using LienThong.Kernel.Results;

namespace LienThong.Ledger.Entries;

/// <summary>
/// Finds entries for an inspector or for the person they are about. Each statement walks one index from the newest entry down and stops after
/// a page, so 100 million rows cost no more than a thousand. Times are turned into ids, which are ordered by time.
/// </summary>
static class SearchEntries
{
    public const int MostOnPage = 100;
    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(31);
    private static readonly Guid Last = new("ffffffff-ffff-ffff-ffff-ffffffffffff");

    public static async Task<Result<LedgerPage>> Search(Db db, LedgerQuery query, CancellationToken ct)
    {
        if (Path(query) is not { } path) return LedgerErrors.SearchTooBroad;
        var take = Math.Clamp(query.Take, 1, MostOnPage);
        var (low, high) = (query.From is { } from ? FirstIdAt(from) : Guid.Empty, Before(query));
        object?[] args =
        [
            query.Subject, query.Actor, query.Agency, query.Agreement, query.Purpose, low, high, take + 1,
        ];
        var rows = await db.Many(path, args, EntryRow.Read, ct);
        var more = rows.Count > take;
        if (more) rows.RemoveAt(take);
        return new LedgerPage(rows, more ? rows[^1].Id : null);
    }

    public static Task<LedgerEntry?> Find(Db db, Guid id, CancellationToken ct) => db.One(Sql.ById, [id], EntryRow.Read, ct);

    /// <summary>The smallest id of a version 7 UUID made at this instant or later.</summary>
    internal static Guid FirstIdAt(DateTimeOffset at)
    {
        Span<byte> id = stackalloc byte[16];
        id.Clear();
        var milliseconds = Math.Max(0, at.ToUnixTimeMilliseconds());
        for (var i = 5; i >= 0; i--, milliseconds >>= 8) id[i] = (byte)milliseconds;
        return new Guid(id, bigEndian: true);
    }

    private static Guid Before(LedgerQuery query)
    {
        var end = query.To is { } to ? FirstIdAt(to) : Last;
        return query.Before is { } page && page.CompareTo(end) < 0 ? page : end;
    }

    // The most selective condition leads; the others filter on the way.
    private static string? Path(LedgerQuery query)
    {
        if (query.Subject is not null) return Sql.BySubject;
        if (query.Actor is not null) return Sql.ByActor;
        if (query.Agreement is not null) return Sql.ByAgreement;
        if (query.Agency is not null) return Sql.ByAgency;
        return query is { From: { } from, To: { } to } && to > from && to - from <= LongestSpan ? Sql.ByTime : null;
    }

    static class Sql
    {
        private const string Columns = """
            select id, at, kind, actor, agency, subject, purpose, agreement, basis_kind, basis_reference, fields, outcome, details::text, salt, answer
            from ledger.entry
            """;
        private const string Page = """

              and ($1::uuid is null or subject = $1) and ($2::text is null or actor = $2) and ($3::text is null or agency = $3)
              and ($4::text is null or agreement = $4) and ($5::text is null or purpose = $5)
              and id >= $6 and id < $7
            order by id desc limit $8
            """;
        public const string BySubject = Columns + " where subject = $1::uuid" + Page;
        public const string ByActor = Columns + " where actor = $2::text" + Page;
        public const string ByAgency = Columns + " where agency = $3::text" + Page;
        public const string ByAgreement = Columns + " where agreement = $4::text" + Page;
        public const string ByTime = Columns + " where true" + Page;
        public const string ById = Columns + " where id = $1";
    }
}
