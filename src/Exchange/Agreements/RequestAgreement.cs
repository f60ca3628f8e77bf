using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Exchange.Agreements;

/// <summary>An agency asks to read fields. Every owner of the data behind them decides once, also for a whole class of agencies.</summary>
static class RequestAgreement
{
    public static void Map(ModuleRoutes r) => r.Api.MapPost("agreements", Handle)
        .Requires(ExchangeScopes.Manage)
        .Idempotent()
        .Refuses(ExchangeErrors.CodeTaken, ExchangeErrors.CodeUnreadable, ExchangeErrors.ConsumerUnknown, ExchangeErrors.FieldUnknown, ExchangeErrors.DatesWrong);

    /// <summary>What is asked for. Dates are days; no end means five years.</summary>
    public sealed record Request(
        string Code, string Name, string Why, string Consumer, Purpose Purpose, IReadOnlyList<BasisKind> Bases, IReadOnlyList<string> Fields,
        string LegalBasis, DateOnly From, DateOnly? To = null, int? QuotaPerDay = null);

    /// <summary>The new agreement and who must decide.</summary>
    public sealed record Requested(string Code, string State, IReadOnlyList<string> WaitingFor);

    public static async Task<Result<Requested>> Handle(
        Request request, Caller caller, Db db, IDictionary dictionary, IDirectory directory, TimeProvider clock, CancellationToken ct)
    {
        var edition = await dictionary.Current(ct);
        var today = clock.Today();
        var to = request.To ?? request.From.AddYears(5).AddDays(-1);
        var check = new Check();
        check.That(IsCode(request.Code), "/code", ExchangeErrors.CodeUnreadable);
        check.That(request.Why.Trim().Length >= 10, "/why", ExchangeErrors.ReasonNeeded);
        check.That(request.LegalBasis.Trim().Length >= 5, "/legalBasis", ExchangeErrors.LegalBasisNeeded);
        check.That(IsConsumer(request.Consumer, directory, today), ExchangeErrors.ConsumerUnknown.With(request.Consumer).At("/consumer"));
        check.That(request.Fields.Count is > 0 and <= 60, "/fields", ExchangeErrors.NoFields);
        foreach (var field in request.Fields) check.That(edition.Field(new FieldCode(field)) is not null, ExchangeErrors.FieldUnknown.With(field).At("/fields"));
        check.That(request.Bases.Count > 0, ExchangeErrors.WrongBasis.With("…").At("/bases"));
        check.That(to > request.From && to <= request.From.AddYears(5), "/to", ExchangeErrors.DatesWrong);
        if (!check.Ok) return check.Faults;

        var owners = LoadAgreements.Owners(request.Fields, edition);
        var written = await db.Write(caller, Changes(request, to, owners, caller, clock.GetUtcNow()), [new AgreementChanged(request.Code, "requested", caller.Id)], ct);
        if (written.Failed) return ExchangeErrors.CodeTaken.At("/code");
        return new Requested(request.Code, "requested", owners);
    }

    public static bool IsCode(string code) =>
        code.Length is >= 3 and <= 60 && char.IsAsciiLetterLower(code[0]) && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public static bool IsConsumer(string consumer, IDirectory directory, DateOnly today) =>
        consumer.StartsWith("class:", StringComparison.Ordinal) ? directory.FindClass(consumer) is not null
            : directory.AgencyAt(consumer, today)?.Code == consumer || directory.AgencyLives(consumer).Count > 0;

    private static Change[] Changes(Request r, DateOnly to, string[] owners, Caller caller, DateTimeOffset now) =>
    [
        new(Sql.Insert,
        [
            r.Code, r.Name.Trim(), r.Why.Trim(), new[] { r.Consumer }, Words.Stored(r.Purpose), r.Bases.Distinct().Select(Words.Stored).ToArray(),
            r.Fields.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray(), r.QuotaPerDay, r.LegalBasis.Trim(), r.From, to, caller.Agency ?? caller.Id,
        ]),
        new(Sql.Ask, [r.Code, owners]),
        new(DecideAgreement.Sql.Note, [Guid.CreateVersion7(now), r.Code, now, caller.Id, caller.Agency, "requested", r.Why.Trim()]),
    ];

    static class Sql
    {
        public const string Insert = """
            insert into exchange.agreement (code, vi, en, why, consumers, persons, purpose, bases, fields, locked_persons, quota_per_day, legal_basis,
              valid_from, valid_to, state, origin, requested_by)
            values ($1, $2, $2, $3, $4, false, $5, $6, $7, false, $8, $9, $10, $11, 'requested', 'request', $12)
            on conflict (code) do nothing
            """;
        public const string Ask = "insert into exchange.decision (agreement, owner) select $1, owner from unnest($2::text[]) as o (owner)";
    }
}
