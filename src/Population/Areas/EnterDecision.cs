using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Numbers;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;

namespace LienThong.Population.Areas;

/// <summary>Enters a decision as a draft, or makes a draft of what the Directory knows of a day.</summary>
internal sealed class EnterDecision(RegistrationDesk desk, Kernel.Data.Db<PopulationModule> db, IDirectory directory)
{
    private const string Action = "area-decision";
    private const int Most = 12_000;

    public async Task<Result<AreaDecision>> Handle(Caller caller, AreaDecisionDraft draft, CancellationToken ct)
    {
        var check = new Check();
        if (!check.That(draft.Moves is { Count: > 0 and <= Most }, "/moves", PopulationErrors.MovesCount)) return check.Faults;
        check.That(desk.Rules.Knows("document", draft.Document.Kind, desk.Today), "/document/kind", PopulationErrors.DocumentKindUnknown);
        check.That(draft.Document.Number?.Trim() is { Length: > 0 and <= 100 } && draft.Document.Agency?.Trim() is { Length: > 0 and <= 200 }, "/document/number", PopulationErrors.DocumentMissing);
        check.That(draft.Moves.Distinct().Count() == draft.Moves.Count, "/moves", PopulationErrors.MoveTwice);
        for (var i = 0; i < draft.Moves.Count && check.Faults.Count < 50; i++)
        {
            var move = draft.Moves[i];
            check.That(AreaCodes.IsCommune(move.From), $"/moves/{i}/from", PopulationErrors.AreaUnknown);
            check.That(AreaCodes.IsCommune(move.To) && directory.AreaAt(move.To, draft.EffectiveOn) is { Level: AreaLevel.Commune }, $"/moves/{i}/to", PopulationErrors.CommuneUnknown);
        }

        if (!check.Ok) return check.Faults;
        return await desk.Once<AreaDecision>(draft.IdempotencyKey, Action, draft, static d => d, (tx, now) => Write(tx, caller, draft, now, ct), ct);
    }

    /// <summary>Communes that ended the day before, with what they became. Codes that go on unchanged are left out.</summary>
    public Result<AreaDecisionDraft> FromDirectory(DateOnly on, string? province)
    {
        var moves = new List<AreaMove>();
        string? basis = null;
        var before = on.AddDays(-1);
        foreach (var area in directory.Provinces(before).Where(p => province is null || p.Code == province).SelectMany(p => directory.Communes(p.Code, before)))
        {
            if (area.Life.Contains(on)) continue;
            foreach (var link in directory.SuccessorsOf(area.Id))
            {
                basis ??= link.LegalBasis;
                moves.Add(new(area.Code, link.To.Code));
            }
        }

        if (moves.Count == 0) return PopulationErrors.NoAreaChange;
        return new AreaDecisionDraft(Guid.CreateVersion7().ToString(), on, new("decision", basis ?? "", on, "Quốc hội"), [.. moves.Distinct()]);
    }

    private static async Task<Result<AreaDecision>> Write(Db tx, Caller caller, AreaDecisionDraft draft, DateTimeOffset now, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(now);
        var (document, moves) = (draft.Document, draft.Moves);
        var answer = new AreaDecision(id, "draft", draft.EffectiveOn, document, moves, now, null, null, null, null);
        var written = await tx.Write(caller,
        [
            new(Sql.Insert, [id, draft.EffectiveOn, document.Kind, document.Number.Trim(), document.Date, document.Agency.Trim(), caller.Id, now]),
            new(Sql.Moves, [id, moves.Select(m => m.From).ToArray(), moves.Select(m => m.To).ToArray()]),
            RememberRequest.Store(draft.IdempotencyKey, Action, answer),
        ], [], ct);
        return written.Failed ? written.Faults : answer;
    }

    public async Task<Result<AreaDecision>> Withdraw(Guid id, CancellationToken ct)
    {
        if (await DecisionRows.Find(db, id, ct) is null) return PopulationErrors.DecisionUnknown;
        if (await db.Execute(Sql.Withdraw, [id], ct) == 0) return PopulationErrors.DecisionInForce;
        return (await DecisionRows.Find(db, id, ct))!;
    }

    private static class Sql
    {
        public const string Insert = """
            insert into population.area_decision (id, state, effective_on, doc_kind, doc_number, doc_date, doc_agency, caller, entered_at) values ($1, 'draft', $2, $3, $4, $5, $6, $7, $8)
            """;
        public const string Moves = "insert into population.area_move (decision, from_commune, to_commune) select $1, m.f, m.t from unnest($2::text[], $3::text[]) m(f, t)";
        public const string Withdraw = "update population.area_decision set state = 'withdrawn' where id = $1 and state in ('draft', 'withdrawn')";
    }
}
