using LienThong.Directory;
using LienThong.Dictionary;
using LienThong.Kernel.Data;
using LienThong.Kernel.Files;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using Npgsql;
using NpgsqlTypes;

namespace LienThong.Population.Import;

/// <summary>Reads the next part of a file and writes its rows and their faults, in one transaction with the position. The next part is read while this one is written.</summary>
internal sealed class StageRows(Db db, IDirectory directory, IDictionary dictionary, HouseOptions house, TimeProvider clock)
{
    /// <summary>Reads all parts that are left.</summary>
    public async Task Handle(ImportState import, NpgsqlConnection connection, Func<long, Task> told, CancellationToken ct)
    {
        var asOf = import.AsOf!.Value;
        var ground = new ReadingGround(await dictionary.Current(ct), new AreaWords(directory, asOf, clock.Today()), ReadingGround.ProvincesOf(directory), asOf, house.Demo);
        var ahead = Part(import, import.NextPart, ground, ct);
        for (var part = import.NextPart; part < import.Parts; part++)
        {
            var rows = await ahead;
            if (part + 1 < import.Parts) ahead = Part(import, part + 1, ground, ct);
            await Store(connection, import.Id, part, rows, ct);
            await told(rows.Rows);
        }
    }

    private sealed record Staged(List<PersonDraft> People, List<RowFinding> Findings, long Rows);

    private Task<Staged> Part(ImportState import, int part, ReadingGround ground, CancellationToken ct) => Task.Run(async () =>
    {
        var text = await db.One(Sql.Part, [import.Id, part], static r => new TablePart(r.GetInt64(0), r.GetString(1)), ct) ?? throw new InvalidOperationException("A part of an import is missing.");
        var now = clock.GetUtcNow();
        List<PersonDraft> people = [];
        List<RowFinding> findings = [];
        var rows = TableRows.Of(import.Head, text);
        foreach (var row in rows)
        {
            if (new ReadPerson(row, import.Mapping!, ground, () => Guid.CreateVersion7(now), findings).Read() is { } person) people.Add(person);
        }
        return new Staged(people, findings, rows.Count);
    }, ct);

    private static async Task Store(NpgsqlConnection connection, Guid import, int part, Staged staged, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var position = new NpgsqlCommand(Sql.Position, connection) { Parameters = { new() { Value = import }, new() { Value = part }, new() { Value = staged.Rows } } })
        {
            // somebody else was quicker: their rows stand
            if (await position.ExecuteNonQueryAsync(ct) == 0) return;
        }
        await using (var rows = await connection.BeginBinaryImportAsync(Sql.Rows, ct))
        {
            foreach (var person in staged.People) await Write(rows, import, person, ct);
            await rows.CompleteAsync(ct);
        }
        await using (var faults = await connection.BeginBinaryImportAsync(Sql.Faults, ct))
        {
            foreach (var finding in staged.Findings.DistinctBy(f => (f.Line, f.Error.Code, f.Item)))
            {
                await faults.StartRowAsync(ct);
                await faults.WriteAsync(import, NpgsqlDbType.Uuid, ct);
                await faults.WriteAsync(finding.Line, NpgsqlDbType.Bigint, ct);
                await faults.WriteAsync(finding.Kind, NpgsqlDbType.Smallint, ct);
                await faults.WriteAsync(finding.Error.Code, NpgsqlDbType.Text, ct);
                await faults.WriteAsync(finding.Item, NpgsqlDbType.Text, ct);
                await Text(faults, finding.Detail, ct);
            }
            await faults.CompleteAsync(ct);
        }
        await transaction.CommitAsync(ct);
    }

    private static async Task Write(NpgsqlBinaryImporter row, Guid import, PersonDraft p, CancellationToken ct)
    {
        await row.StartRowAsync(ct);
        await row.WriteAsync(import, NpgsqlDbType.Uuid, ct);
        await row.WriteAsync(p.Person, NpgsqlDbType.Uuid, ct);
        await row.WriteAsync(p.Household, NpgsqlDbType.Uuid, ct);
        await row.WriteAsync(p.Line, NpgsqlDbType.Bigint, ct);
        await Value(row, p.Number, NpgsqlDbType.Bigint, ct);
        await Value(row, p.FatherNumber, NpgsqlDbType.Bigint, ct);
        await Value(row, p.MotherNumber, NpgsqlDbType.Bigint, ct);
        await Value(row, p.Birth?.Earliest, NpgsqlDbType.Date, ct);
        await Value(row, p.Since, NpgsqlDbType.Date, ct);
        await Value(row, (short?)p.Birth?.Precision, NpgsqlDbType.Smallint, ct);
        await Value(row, (short?)p.Sex, NpgsqlDbType.Smallint, ct);
        await Value(row, (short?)p.Ethnicity, NpgsqlDbType.Smallint, ct);
        await Value(row, (short?)p.Religion, NpgsqlDbType.Smallint, ct);
        await Value(row, (short?)p.Marital, NpgsqlDbType.Smallint, ct);
        await Value(row, (short?)p.Relation, NpgsqlDbType.Smallint, ct);
        foreach (var text in Texts(p)) await Text(row, text, ct);
    }

    // in the order of the columns of Rows
    private static string?[] Texts(PersonDraft p) =>
    [
        p.Home, p.HouseholdCode, p.FullName, p.NameKey, p.SearchKey, p.OtherNames, p.BirthDeclared, p.BirthPlace, p.BirthRegistrationPlace, p.HomePlace, p.Nationality, p.BloodGroup, p.Cmnd,
        p.Phone, p.Email, p.FatherName, p.MotherName, p.Commune, p.Area, p.Address,
    ];

    private static Task Value<T>(NpgsqlBinaryImporter row, T? value, NpgsqlDbType type, CancellationToken ct) where T : struct =>
        value is { } known ? row.WriteAsync(known, type, ct) : row.WriteNullAsync(ct);

    private static Task Text(NpgsqlBinaryImporter row, string? value, CancellationToken ct) => value is null ? row.WriteNullAsync(ct) : row.WriteAsync(value, NpgsqlDbType.Text, ct);

    private static class Sql
    {
        public const string Part = "select p.first_line, p.text from population.import_part p where p.import = $1 and p.part = $2";
        public const string Position = """
            update population.import set next_part = $2 + 1, rows_read = rows_read + $3, changed_at = clock_timestamp()
            where id = $1 and next_part = $2 and state = 'checking'
            """;
        public const string Rows = """
            copy population.import_row (import, person, household, line, number, father_number, mother_number, birth, since, birth_precision, sex, ethnicity, religion, marital, relation,
                home, household_code, full_name, name_key, search_key, other_names, birth_declared, birth_place, birth_registration_place, home_place, nationality, blood_group, cmnd,
                phone, email, father_name, mother_name, commune, area, address) from stdin (format binary)
            """;
        public const string Faults = "copy population.import_fault (import, line, kind, code, item, detail) from stdin (format binary)";
    }
}
