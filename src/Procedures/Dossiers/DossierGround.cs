using LienThong.Dictionary;

namespace LienThong.Procedures.Dossiers;

/// <summary>
/// Tells the broker whether a dossier carries a reading: a form in progress of this very caller, or an open dossier that this agency receives or decides, or that the caller filed, and
/// only about the persons in it.
/// </summary>
internal sealed class DossierGround(Db db) : IGround
{
    public BasisKind Kind => BasisKind.Dossier;

    // A system of another agency cites its own cases, which nobody here can know: it answers for them, and the ledger keeps what it cited.
    public async ValueTask<bool> Stands(DataRequest request, SubjectId subject, CancellationToken ct) =>
        request.Caller.Kind is CallerKind.System
        || (Guid.TryParse(request.Basis.Reference, out var dossier)
            && await db.One(Sql.Stands, [dossier, request.Caller.Id, request.Caller.Agency, subject.Value], r => r.GetBoolean(0), ct));

    static class Sql
    {
        // over in the national list: 3 not accepted, 7 withdrawn, 8 stopped, 10 returned
        public const string Stands = """
            select exists (select from procedures.draft d where d.id = $1 and d.account = $2)
                or exists (
                  select from procedures.dossier d join procedures.dossier_person p on p.dossier = d.id
                    and (p.subject = $4 or p.subject in (select m.subject from procedures.merged_person m where m.survivor = $4))
                  where d.id = $1 and d.national not in (3, 7, 8, 10) and (d.account = $2 or $3 in (d.receiving_agency, d.competent_agency)))
            """;
    }
}
