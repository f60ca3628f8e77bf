using LienThong.Procedures.Definitions;
using LienThong.Procedures.Forms;

namespace LienThong.Procedures.Filing;

/// <summary>A form that somebody has begun. Its key becomes the dossier's, so what was read for it belongs to the dossier.</summary>
internal sealed record Draft
{
    public required Guid Id { get; init; }
    public required string Account { get; init; }

    /// <summary>The applicant's subject key.</summary>
    public required Guid Person { get; init; }

    /// <summary>Caller id of the official who fills it in for the applicant.</summary>
    public string? AssistedBy { get; init; }

    public required string Code { get; init; }
    public required int Definition { get; init; }
    public required Channel Channel { get; init; }

    /// <summary>Role → subject key, as far as the registers know who it is.</summary>
    public IReadOnlyDictionary<string, Guid> Subjects { get; init; } = new Dictionary<string, Guid>();

    public required IReadOnlyList<Fact> Facts { get; init; }
    public required IReadOnlyDictionary<string, string> Answers { get; init; }
    public DateTimeOffset? FactsAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required int Version { get; init; }
}

/// <summary>A draft with everything that a screen needs.</summary>
internal sealed record OpenDraft(Draft Draft, ProcedureDefinition Definition, FormState Form);

/// <summary>Drafts on disk: found only by who began them.</summary>
internal sealed class Drafts(Db db, ProcedureLibrary library, TimeProvider clock)
{
    /// <summary>How long a draft is kept after its last change.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task<Result<OpenDraft>> Open(Caller caller, Guid id, CancellationToken ct)
    {
        var draft = await db.One(Sql.Find, [id, caller.Id], Read, ct);
        if (draft is null) return ProceduresErrors.DraftUnknown;
        var definition = await library.Pinned(draft.Code, draft.Definition, ct);
        return new OpenDraft(draft, definition, FormEngine.Evaluate(definition, new Facts(draft.Facts), draft.Answers));
    }

    public Task<List<Draft>> Of(Caller caller, CancellationToken ct) => db.Many(Sql.Mine, [caller.Id], Read, ct);

    public async Task<Result<Guid>> Begin(Caller caller, Draft draft, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var done = await db.Write(caller, [new(Sql.Insert,
            [draft.Id, draft.Account, draft.Person, draft.AssistedBy, draft.Code, draft.Definition, (short)draft.Channel,
             Json.Of(draft.Subjects), Json.Of(draft.Facts), Json.Of(draft.Answers), draft.FactsAt, now])], [], ct);
        return done.Failed ? Result<Guid>.Refused(done.Faults) : draft.Id;
    }

    /// <summary>Keeps answers (and facts when they were read anew). A draft open in two windows: the later save that does not know the earlier is refused.</summary>
    public Task<Result> Save(Caller caller, Draft draft, CancellationToken ct) =>
        db.Write(caller, [new(Sql.Save, [draft.Id, Json.Of(draft.Facts), Json.Of(draft.Answers), draft.FactsAt, clock.GetUtcNow(), draft.Version, Json.Of(draft.Subjects)])], [], ct);

    public Task<int> DropOld(CancellationToken ct) => db.Execute(Sql.DropOld, [clock.GetUtcNow() - Kept], ct);

    public Task<Result> Drop(Caller caller, Guid id, CancellationToken ct) => db.Write(caller, [new(Sql.Drop, [id, caller.Id])], [], ct);

    private static Draft Read(Npgsql.NpgsqlDataReader r) => new()
    {
        Id = r.GetGuid(0), Account = r.GetString(1), Person = r.GetGuid(2), AssistedBy = r.TextOrNull(3), Code = r.GetString(4), Definition = r.GetInt32(5),
        Channel = (Channel)r.GetInt16(6), Subjects = r.FromJson<Dictionary<string, Guid>>(7), Facts = r.FromJson<List<Fact>>(8),
        Answers = r.FromJson<Dictionary<string, string>>(9), FactsAt = r.InstantOrNull(10), UpdatedAt = r.Instant(11), Version = r.GetInt32(12),
    };

    static class Sql
    {
        public const string Find = """
            select id, account, person, assisted_by, code, definition, channel, subjects, facts, answers, facts_at, updated_at, version
            from procedures.draft where id = $1 and account = $2
            """;
        public const string Mine = """
            select id, account, person, assisted_by, code, definition, channel, subjects, facts, answers, facts_at, updated_at, version
            from procedures.draft where account = $1 order by updated_at desc limit 20
            """;
        public const string Insert = """
            insert into procedures.draft (id, account, person, assisted_by, code, definition, channel, subjects, facts, answers, facts_at, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
            """;
        public const string Save = """
            update procedures.draft set facts = $2, answers = $3, facts_at = $4, updated_at = $5, subjects = $7, version = version + 1
            where id = $1 and version = $6
            """;
        public const string Drop = "delete from procedures.draft where id = $1 and account = $2";
        public const string DropOld = "delete from procedures.draft where updated_at < $1";
    }
}
