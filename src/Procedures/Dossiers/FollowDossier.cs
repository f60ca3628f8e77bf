using LienThong.Kernel.Text;
using LienThong.Procedures.Definitions;

namespace LienThong.Procedures.Dossiers;

/// <summary>Public tracking: the code of the receipt and the last four digits of the phone, without signing in. Shows steps and dates, nobody's data.</summary>
internal sealed class TrackDossier(Db db, DossierShelf shelf, TimeProvider clock)
{
    private const int AllowedMisses = 5;

    public static void Map(ModuleRoutes r) => r.Api
        .MapGet("tracking/{code}", async (string code, string phone, TrackDossier track, ProcedureLibrary library, CancellationToken ct) =>
        {
            var found = await track.Run(code, phone, ct);
            if (found.Failed) return Result<Tracked>.Refused(found.Faults);
            var d = found.Value;
            var definition = await library.Pinned(d.ProcedureCode, d.Definition, ct);
            return new Tracked(d.Code, d.ProcedureCode, definition.Name.Here, d.National, NationalStatus.Names[d.National].Here, d.SubmittedAt, d.DueAt, d.FinishedAt, d.ReturnedAt);
        })
        .Public("Tracking by receipt: code and phone digits are asked, no personal data is shown")
        .Refuses(ProceduresErrors.TrackingUnknown, ProceduresErrors.TrackingTooOften);

    public sealed record Tracked(
        string Code, string Procedure, string Name, int National, string Status, DateTimeOffset SubmittedAt, DateTimeOffset? DueAt, DateTimeOffset? FinishedAt, DateTimeOffset? ReturnedAt);

    public async Task<Result<Dossier>> Run(string? code, string? digits, CancellationToken ct)
    {
        var key = VietnameseText.Normalise(code ?? "").ToUpperInvariant();
        if (key.Length is 0 or > 60) return ProceduresErrors.TrackingUnknown;
        var hourAgo = clock.GetUtcNow().AddHours(-1);
        if (await db.One(Sql.Misses, [key, hourAgo], r => r.GetInt32(0), ct) >= AllowedMisses) return ProceduresErrors.TrackingTooOften;
        var tail = string.Concat((digits ?? "").Where(char.IsAsciiDigit));
        var dossier = await shelf.ByCode(key, ct);
        if (dossier?.PhoneTail is { } phone && tail.Length >= 4 && string.Equals(tail[^4..], phone, StringComparison.Ordinal)) return dossier;
        await db.Execute(Sql.Miss, [key, clock.GetUtcNow(), hourAgo], ct);
        return ProceduresErrors.TrackingUnknown;
    }

    static class Sql
    {
        public const string Misses = "select misses from procedures.tracking_miss where code = $1 and since > $2";
        public const string Miss = """
            insert into procedures.tracking_miss as m (code, misses, since) values ($1, 1, $2)
            on conflict (code) do update set
              misses = case when m.since > $3 then m.misses + 1 else 1 end, since = case when m.since > $3 then m.since else excluded.since end
            """;
    }
}

/// <summary>The applicant's mark, once, after the end. It counts for the agency and is shown to it.</summary>
internal sealed class RateDossier(Db db, DossierShelf shelf, TimeProvider clock)
{
    public sealed record Request(int Score, string? Comment = null);

    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("dossiers/{id:guid}/rating", async (Guid id, Request request, Caller caller, RateDossier rate, CancellationToken ct) => await rate.Run(caller, id, request, ct))
        .Requires(ProcedureScopes.File)
        .Idempotent()
        .Refuses(ProceduresErrors.DossierUnknown, ProceduresErrors.RatingTooEarly, ProceduresErrors.RatingUnreadable);

    public async Task<Result> Run(Caller caller, Guid id, Request request, CancellationToken ct)
    {
        var own = await shelf.Own(caller, id, ct);
        if (own.Failed) return own.Faults;
        if (!StateMachine.Finished(own.Value.National)) return ProceduresErrors.RatingTooEarly;
        if (request.Score is < 1 or > 5) return ProceduresErrors.RatingUnreadable.At("/score");
        var comment = request.Comment is { } words && VietnameseText.Normalise(words) is { Length: > 0 } text ? text[..Math.Min(text.Length, 1000)] : null;
        var now = clock.GetUtcNow();
        return await db.Write(caller,
        [
            new(Sql.Rate, [id, (short)request.Score, comment, now]),
            new(Sql.Mark, [id, (short)request.Score, now]),
        ], [new DossierRated(id, own.Value.Code, own.Value.ProcedureCode, own.Value.CompetentAgency, request.Score, now)], ct);
    }

    static class Sql
    {
        public const string Rate = """
            insert into procedures.rating (dossier, score, comment, at) values ($1, $2, $3, $4)
            on conflict (dossier) do update set score = excluded.score, comment = excluded.comment, at = excluded.at
            """;
        public const string Mark = "update procedures.dossier set score = $2, rated_at = $3 where id = $1";
    }
}

/// <summary>
/// Pays the fee. Online payment is simulated here (no provider is connected) and says so on the page; the money state is kept apart from the business of the dossier.
/// </summary>
internal sealed class PayFee(Db db, DossierShelf shelf, TimeProvider clock)
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("dossiers/{id:guid}/payment", async (Guid id, Caller caller, PayFee pay, CancellationToken ct) => await pay.Run(caller, id, ct))
        .Requires(ProcedureScopes.File)
        .Idempotent()
        .Refuses(ProceduresErrors.DossierUnknown, ProceduresErrors.FeeNotDue);

    public async Task<Result> Run(Caller caller, Guid id, CancellationToken ct)
    {
        var own = await shelf.Own(caller, id, ct);
        if (own.Failed) return own.Faults;
        if (!string.Equals(own.Value.Money, MoneyStates.Due, StringComparison.Ordinal)) return ProceduresErrors.FeeNotDue;
        var now = clock.GetUtcNow();
        return await db.Write(caller,
        [
            new(Sql.Pay, [id, now, own.Value.Version]),
            DossierWrites.Log(id, "pay", own.Value.Step, own.Value, ("applicant", null, null), null, now),
        ], [], ct);
    }

    static class Sql
    {
        public const string Pay = """
            update procedures.dossier set money = 'paid', paid_at = $2, paid_online = true, version = version + 1 where id = $1 and money = 'due' and version = $3
            """;
    }
}
