using System.Globalization;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;

namespace LienThong.Procedures.Work;

/// <summary>What an officer looks for.</summary>
internal enum QueueView
{
    /// <summary>New, to be received.</summary>
    New,

    /// <summary>Received and in work.</summary>
    Doing,

    /// <summary>Waiting for the applicant.</summary>
    Waiting,

    /// <summary>Decided, refused, stopped, withdrawn.</summary>
    Closed,
}

/// <summary>One row of the queue.</summary>
internal sealed record QueueRow(
    Guid Id, string Code, string ProcedureCode, string ApplicantName, string Step, int National, DateTimeOffset SubmittedAt, DateTimeOffset? DueAt,
    DateTimeOffset? FinishedAt, int PapersNamed, int PapersWaived, DateTimeOffset SortAt)
{
    /// <summary>Where the next page begins.</summary>
    public string Cursor => string.Create(CultureInfo.InvariantCulture, $"{SortAt.UtcTicks}_{Id:N}");
}

/// <summary>A page of the queue; <see cref="Next"/> is null on the last.</summary>
internal sealed record QueuePage(IReadOnlyList<QueueRow> Rows, string? Next);

/// <summary>
/// The dossiers of one agency by state, the most urgent first; keyset paging, so page 2,000 costs what page 1 costs. An agency sees its own
/// and those that it received for another.
/// </summary>
internal sealed class ReadQueue(Db db)
{
    public const int PageSize = 50;

    public static void Map(ModuleRoutes r) => r.Api
        .MapGet("queue", async (QueueView? view, string? after, Caller caller, ReadQueue queue, CancellationToken ct) =>
            new QueueAnswer(await queue.Run(caller, view ?? QueueView.New, after, ct)))
        .Requires(ProcedureScopes.Handle);

    public sealed record QueueAnswer(IReadOnlyList<Item> Items, string? Next)
    {
        internal QueueAnswer(QueuePage page) : this([.. page.Rows.Select(r => new Item(r.Id, r.Code, r.ProcedureCode, r.Step, r.National, r.SubmittedAt, r.DueAt))], page.Next)
        {
        }
    }

    /// <summary>A dossier in the list of the API, without the applicant.</summary>
    public sealed record Item(Guid Id, string Code, string Procedure, string Step, int National, DateTimeOffset SubmittedAt, DateTimeOffset? DueAt);

    public async Task<QueuePage> Run(Caller caller, QueueView view, string? after, CancellationToken ct)
    {
        if (caller.Agency is not { } agency) return new([], null);
        var (at, id) = Start(after, view);
        var sql = view switch { QueueView.New => Sql.New, QueueView.Doing => Sql.Doing, QueueView.Waiting => Sql.Waiting, _ => Sql.Closed };
        var rows = await db.Many(sql, [agency, at, id, PageSize + 1], Read, ct);
        return rows.Count <= PageSize ? new(rows, null) : new(rows[..PageSize], rows[PageSize - 1].Cursor);
    }

    /// <summary>How many wait in each view, and how many of them are overdue.</summary>
    public Task<List<(QueueView View, long Count, long Overdue)>> Counts(Caller caller, DateTimeOffset now, CancellationToken ct) =>
        db.Many(Sql.Counts, [caller.Agency ?? "", now], r => ((QueueView)r.GetInt32(0), r.GetInt64(1), r.GetInt64(2)), ct);

    private static (DateTimeOffset At, Guid Id) Start(string? after, QueueView view)
    {
        if (after?.Split('_') is [var ticks, var key] && long.TryParse(ticks, CultureInfo.InvariantCulture, out var t) && t is > 0 and < 3155378975999999999 && Guid.TryParse(key, out var id))
            return (new DateTimeOffset(t, TimeSpan.Zero), id);
        return view is QueueView.Closed ? (new DateTimeOffset(9000, 1, 1, 0, 0, 0, TimeSpan.Zero), Guid.AllBitsSet) : (DateTimeOffset.UnixEpoch, Guid.Empty);
    }

    private static QueueRow Read(Npgsql.NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetInt16(5), r.Instant(6), r.InstantOrNull(7), r.InstantOrNull(8),
        r.GetInt16(9), r.GetInt16(10), r.Instant(11));

    static class Sql
    {
        public const string New = """
            select id, code, procedure_code, applicant_name, step, national, submitted_at, due_at, finished_at, papers_named, papers_waived, coalesce(due_at, submitted_at)
            from procedures.dossier
            where national not in (3, 7, 8, 10) and national = 1 and (coalesce(due_at, submitted_at), id) > ($2, $3)
              and (competent_agency = $1 or desk_agency = $1 or receiving_agency = $1 or receiving_agency = $1 || '.HCC')
            order by coalesce(due_at, submitted_at), id limit $4
            """;
        public const string Doing = """
            select id, code, procedure_code, applicant_name, step, national, submitted_at, due_at, finished_at, papers_named, papers_waived, coalesce(due_at, submitted_at)
            from procedures.dossier
            where national not in (3, 7, 8, 10) and national in (2, 4, 6, 9) and (coalesce(due_at, submitted_at), id) > ($2, $3) and (competent_agency = $1 or desk_agency = $1)
            order by coalesce(due_at, submitted_at), id limit $4
            """;
        public const string Waiting = """
            select id, code, procedure_code, applicant_name, step, national, submitted_at, due_at, finished_at, papers_named, papers_waived, coalesce(due_at, submitted_at)
            from procedures.dossier
            where national not in (3, 7, 8, 10) and national = 5 and (coalesce(due_at, submitted_at), id) > ($2, $3) and (competent_agency = $1 or desk_agency = $1)
            order by coalesce(due_at, submitted_at), id limit $4
            """;
        public const string Closed = """
            select id, code, procedure_code, applicant_name, step, national, submitted_at, due_at, finished_at, papers_named, papers_waived, coalesce(finished_at, submitted_at)
            from procedures.dossier
            where national in (3, 7, 8, 9, 10) and (coalesce(finished_at, submitted_at), id) < ($2, $3) and (competent_agency = $1 or desk_agency = $1)
            order by coalesce(finished_at, submitted_at) desc, id desc limit $4
            """;
        public const string Counts = """
            select case when national = 1 then 0 when national = 5 then 2 else 1 end, count(*), count(*) filter (where due_at < $2 and national <> 5)
            from procedures.dossier
            where national not in (3, 7, 8, 10) and (competent_agency = $1 or desk_agency = $1 or (national = 1 and (receiving_agency = $1 or receiving_agency = $1 || '.HCC')))
            group by 1
            """;
    }
}
