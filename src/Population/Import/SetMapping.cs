using System.Security.Cryptography;
using System.Text;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Files;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;

namespace LienThong.Population.Import;

/// <summary>What an officer says of a file before it is checked.</summary>
/// <param name="Columns">Item → index of its column, from 0.</param>
/// <param name="AsOf">The day for which the file speaks (Hà Nội date); areas are read as of it.</param>
/// <param name="Document">The legal document of the import: what every imported person rests on.</param>
internal sealed record ImportOrder(IReadOnlyDictionary<string, int> Columns, DateOnly AsOf, LegalDocument Document);

/// <summary>Says which column is what, as of which day and on what document, and orders the check. Can be repeated until people are in.</summary>
internal sealed class SetMapping(Db db, Legal.LegalRules rules, TimeProvider clock)
{
    /// <summary>The mapping that this agency used last for these columns, else a guess.</summary>
    public async Task<ImportMapping> Suggest(ImportState import, CancellationToken ct) =>
        import.Mapping ?? await db.One(Sql.Saved, [import.Agency, Columns(import.Head)], static r => r.FromJson<ImportMapping>(0), ct) ?? ImportItems.Guess(import.Head);

    public async Task<Result> Handle(Caller caller, Guid id, ImportOrder order, CancellationToken ct)
    {
        if (await ImportState.Find(db, id, ct) is not { } import || import.Agency != caller.Agency) return ImportErrors.ImportUnknown;
        var check = Check(import, order);
        if (!check.Ok) return check.Faults;
        var mapping = Json.Of(new ImportMapping(order.Columns));
        return await db.Transaction<Result>(async tx =>
        {
            if (await tx.Execute(Sql.Order, [id, mapping, order.AsOf, order.Document.Kind, order.Document.Number.Trim(), order.Document.Date, order.Document.Agency.Trim(), clock.GetUtcNow()], ct) == 0) return ImportErrors.NotNow;
            await tx.Execute(Sql.ForgetRows, [id], ct);
            await tx.Execute(Sql.ForgetFaults, [id], ct);
            await tx.Execute(Sql.Save, [import.Agency, Columns(import.Head), mapping], ct);
            return Result.Done;
        }, ct);
    }

    private Check Check(ImportState import, ImportOrder order)
    {
        var (check, today) = (new Check(), clock.Today());
        var known = order.Columns.Where(c => ImportItems.All.Any(i => i.Code == c.Key) && c.Value >= 0 && c.Value < import.Head.Columns.Count).ToList();
        var missing = ImportItems.All.Where(i => i.Needed && known.All(k => k.Key != i.Code)).ToList();
        foreach (var item in missing) check.That(false, ImportErrors.ItemsMissing.With(item.Vi).At("/" + item.Code));
        foreach (var twice in known.GroupBy(k => k.Value).Where(g => g.Count() > 1)) check.That(false, ImportErrors.ColumnTwice.With(import.Head.Columns[twice.Key]).At("/" + twice.Last().Key));
        check.That(order.AsOf <= today && order.AsOf > today.AddYears(-130), "/asOf", ImportErrors.AsOfWrong);
        check.That(rules.Knows("document", order.Document.Kind, today), "/document/kind", PopulationErrors.DocumentKindUnknown);
        check.That(order.Document.Number?.Trim() is { Length: > 0 and <= 100 }, "/document/number", PopulationErrors.DocumentMissing);
        check.That(order.Document.Agency?.Trim() is { Length: > 0 and <= 200 }, "/document/agency", PopulationErrors.DocumentMissing);
        check.That(order.Document.Date <= today, "/document/date", PopulationErrors.ActInFuture);
        return check;
    }

    private static byte[] Columns(TableHead head) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', head.Columns)));

    private static class Sql
    {
        public const string Saved = "select m.mapping::text from population.import_mapping m where m.agency = $1 and m.columns = $2";
        public const string Save = """
            insert into population.import_mapping (agency, columns, mapping) values ($1, $2, $3)
            on conflict (agency, columns) do update set mapping = excluded.mapping
            """;
        public const string Order = """
            update population.import set state = 'checking', mapping = $2, as_of = $3, doc_kind = $4, doc_number = $5, doc_date = $6, doc_agency = $7, changed_at = $8, next_part = 0, rows_read = 0
            where id = $1 and state in ('mapping', 'checked')
            """;
        public const string ForgetRows = "delete from population.import_row where import = $1";
        public const string ForgetFaults = "delete from population.import_fault where import = $1";
    }
}
