using LienThong.Kernel.Data;
using LienThong.Kernel.Results;

namespace LienThong.Population.Import;

/// <summary>Parents who stood behind their children in the file and in another household: linked when everybody is in, piece by piece, with a row of history each.</summary>
internal sealed class LinkParents(Db db, TimeProvider clock)
{
    private const int Piece = 20_000;

    /// <summary>Links the next piece; true when nothing is left.</summary>
    public async Task<Result<bool>> Next(ImportState import, CancellationToken ct)
    {
        var upto = await db.One(Sql.Upto, [import.Id, import.Position, Piece - 1], static r => r.GetString(0), ct) ?? CheckRows.Last;
        return await db.Transaction<Result<bool>>(async tx =>
        {
            if (await tx.Execute(Sql.Position, [import.Id, import.Position, upto, upto == CheckRows.Last], ct) == 0) return ImportErrors.NotNow;
            await tx.Execute(Sql.Lock, [import.Id, import.Position, upto], ct);
            await tx.Execute(Sql.Link, [import.Id, import.Position, upto, clock.GetUtcNow(), import.CallerKind, import.CallerId, import.Document!.Number], ct);
            return upto == CheckRows.Last;
        }, ct);
    }

    private static class Sql
    {
        public const string Upto = "select r.home from population.import_row r where r.import = $1 and r.home > $2 order by r.home offset $3 limit 1";
        public const string Position = """
            update population.import set position = $3, changed_at = clock_timestamp(), state = case when $4::boolean then 'done' else state end
            where id = $1 and state = 'linking' and position = $2
            """;
        // persons in the order of their keys, as every act takes them
        public const string Lock = """
            select p.id from population.person p join population.import_row r on r.person = p.id
            where r.import = $1 and r.home > $2 and r.home <= $3 and ((r.father_number is not null and p.father is null) or (r.mother_number is not null and p.mother is null))
            order by p.id for update of p
            """;
        public const string Link = """
            with late as (
                select c.id, f.id as father, m.id as mother
                from population.import_row r join population.person c on c.id = r.person and not c.locked
                left join population.person f on f.number = r.father_number and c.father is null
                left join population.person m on m.number = r.mother_number and c.mother is null
                where r.import = $1 and r.home > $2 and r.home <= $3 and (f.id is not null or m.id is not null)),
            linked as (
                update population.person set father = coalesce(person.father, l.father), mother = coalesce(person.mother, l.mother), version = person.version + 1
                from late l where person.id = l.id
                returning person.id, person.version, l.father, l.mother)
            insert into population.person_history (person, version, recorded_at, event, caller_kind, caller, document, after)
            select k.id, k.version, $4, 'linked', $5, $6, $7, jsonb_build_object('father', k.father, 'mother', k.mother) from linked k
            """;
    }
}
