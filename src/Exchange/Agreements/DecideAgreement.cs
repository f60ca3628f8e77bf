using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Exchange.Agreements;

/// <summary>What an owner of data can do with an agreement.</summary>
public enum AgreementAct
{
    Approve,
    Suspend,
    Resume,
    End,
}

/// <summary>An owner of data approves, suspends, resumes or ends an agreement. It flows only while every owner has approved it.</summary>
static class DecideAgreement
{
    public static void Map(ModuleRoutes r) => r.Api.MapPost("agreements/{code}/decisions", Handle)
        .Requires(ExchangeScopes.Manage)
        .Idempotent()
        .Refuses(ExchangeErrors.AgreementUnknown, ExchangeErrors.NotTheOwner, ExchangeErrors.WrongState, ExchangeErrors.ReasonNeeded);

    /// <summary>A reason is compulsory for everything but approval.</summary>
    public sealed record Request(AgreementAct Act, string? Reason = null);

    /// <summary>Where the agreement stands now and whose approval it still needs.</summary>
    public sealed record Decided(string Code, string State, IReadOnlyList<string> WaitingFor);

    public static async Task<Result<Decided>> Handle(
        string code, Request request, Caller caller, Db db, AgreementBook book, TimeProvider clock, CancellationToken ct)
    {
        if (request.Act != AgreementAct.Approve && request.Reason?.Trim() is not { Length: >= 10 }) return ExchangeErrors.ReasonNeeded.At("/reason");
        var decided = await db.Transaction(tx => Decide(tx, code, request, caller, clock.GetUtcNow(), ct), ct);
        book.Forget();
        return decided;
    }

    private static async Task<Result<Decided>> Decide(Db tx, string code, Request request, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        if (await tx.One(Sql.Lock, [code], r => r.GetString(0), ct) is not { } before) return ExchangeErrors.AgreementUnknown.With(code);
        var decisions = (await tx.Many(Sql.Decisions, [code], r => (Owner: r.GetString(0), Decision: r.GetString(1)), ct)).ToDictionary(d => d.Owner, d => d.Decision);
        var state = Words.Parse<AgreementState>(before)!.Value;
        var owner = decisions.Keys.Where(o => Acts(caller, o)).MaxBy(o => o.Length);
        if (owner is null) return ExchangeErrors.NotTheOwner;
        if (Next(state, decisions, owner, request.Act) is not { } next) return ExchangeErrors.WrongState.With(Words.Of(state));

        decisions[owner] = request.Act is AgreementAct.Approve or AgreementAct.Resume ? "approved" : "suspended";
        var word = Words.Stored(next);
        var written = await tx.Write(caller,
            [
                new Change(Sql.Decide, [code, owner, decisions[owner], caller.Id, now]),
                new Change(Sql.Turn, [code, word, now]),
                new Change(Sql.Note, [Guid.CreateVersion7(now), code, now, caller.Id, caller.Agency, Words.Stored(request.Act), request.Reason?.Trim()]),
            ],
            [new AgreementChanged(code, word, caller.Id)], ct);
        if (written.Failed) return written.Faults;
        return new Decided(code, word, [.. decisions.Where(d => d.Value != "approved").Select(d => d.Key).Order(StringComparer.Ordinal)]);
    }

    /// <summary>True when this caller speaks for the owner: the same body or a unit of it.</summary>
    public static bool Acts(Caller caller, string owner) =>
        caller.Agency is { } agency && (agency == owner || agency.StartsWith(owner + ".", StringComparison.Ordinal));

    /// <summary>The state after an act of one owner; null when the act makes no sense now.</summary>
    internal static AgreementState? Next(AgreementState state, IReadOnlyDictionary<string, string> decisions, string owner, AgreementAct act)
    {
        var mine = decisions[owner];
        var others = decisions.Where(d => d.Key != owner).All(d => d.Value == "approved");
        return (act, state, mine) switch
        {
            (AgreementAct.Approve, AgreementState.Requested, "waiting") => others ? AgreementState.Approved : AgreementState.Requested,
            (AgreementAct.Suspend, AgreementState.Approved or AgreementState.Suspended, "approved") => AgreementState.Suspended,
            (AgreementAct.Resume, AgreementState.Suspended, "suspended") => others ? AgreementState.Approved : AgreementState.Suspended,
            (AgreementAct.End, not AgreementState.Ended, _) => AgreementState.Ended,
            _ => null,
        };
    }

    public static class Sql
    {
        public const string Lock = "select state from exchange.agreement where code = $1 for update";
        public const string Decisions = "select owner, decision from exchange.decision where agreement = $1";
        public const string Decide = "update exchange.decision set decision = $3, decided_by = $4, decided_at = $5 where agreement = $1 and owner = $2";
        public const string Turn = "update exchange.agreement set state = $2, changed_at = $3, version = version + 1 where code = $1";
        public const string Note = """
            insert into exchange.agreement_event (id, agreement, at, actor, agency, change, reason) values ($1, $2, $3, $4, $5, $6, $7)
            """;
    }
}
