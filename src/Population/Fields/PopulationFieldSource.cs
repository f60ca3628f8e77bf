using System.Collections.Frozen;
using LienThong.Dictionary;
using LienThong.Kernel.Data;
using LienThong.Kernel.Time;
using Npgsql;

namespace LienThong.Population.Fields;

/// <summary>
/// Answers the broker for the databases <c>population</c> and <c>residence</c>: one query for all subjects, the narrowest that holds the asked fields. This is the hot path of every read.
/// </summary>
internal sealed class PopulationFieldSource : IFieldSource
{
    private readonly Db<PopulationModule> _db;
    private readonly AreaNames _areas;
    private readonly TimeProvider _clock;
    private readonly FrozenDictionary<FieldCode, PersonField> _fields;

    public PopulationFieldSource(string database, PersonField[] fields, Db<PopulationModule> db, AreaNames areas, TimeProvider clock)
    {
        (Database, _db, _areas, _clock) = (database, db, areas, clock);
        _fields = fields.ToFrozenDictionary(f => f.Field);
    }

    public string Database { get; }

    public IReadOnlyCollection<FieldCode> Fields => _fields.Keys;

    public async Task<IReadOnlyList<SourceRow>> Read(IReadOnlyList<SubjectId> subjects, IReadOnlyList<FieldCode> fields, CancellationToken ct)
    {
        var asked = new PersonField[fields.Count];
        for (var i = 0; i < asked.Length; i++) asked[i] = _fields[fields[i]];
        var keys = new Guid[subjects.Count];
        for (var i = 0; i < keys.Length; i++) keys[i] = subjects[i].Value;
        try
        {
            var rows = await Query(keys, asked, ct);
            if (Array.Exists(asked, f => f.Ties)) await AddTies(rows, keys, ct);
            var asOf = _clock.GetUtcNow();
            return rows.ConvertAll(row => Answer(row, asked, asOf));
        }
        catch (NpgsqlException e) when (e is not PostgresException { SqlState: not PostgresErrorCodes.QueryCanceled and not PostgresErrorCodes.AdminShutdown })
        {
            throw new SourceUnavailableException(Database, "the database does not answer", e);
        }
    }

    private Task<List<PersonRow>> Query(Guid[] keys, PersonField[] asked, CancellationToken ct)
    {
        var width = Width.Narrow;
        foreach (var field in asked) width = field.Width > width ? field.Width : width;
        return width switch
        {
            Width.Narrow => _db.Many(FieldSql.Sql.Narrow, [keys], PersonRow.ReadNarrow, ct),
            Width.Home => _db.Many(FieldSql.Sql.Home, [keys], PersonRow.ReadHome, ct),
            _ => _db.Many(FieldSql.Sql.Full, [keys, _clock.Today(), Asks(asked, "household.members"), Asks(asked, "person.children"), Asks(asked, "person.formerNumbers")],
                PersonRow.ReadFull, ct),
        };
    }

    private async Task AddTies(List<PersonRow> rows, Guid[] keys, CancellationToken ct)
    {
        var ties = (await _db.Many(TieRow.Sql.Ties, [keys, _clock.Today()], TieRow.Read, ct)).ToDictionary(t => t.Person);
        foreach (var row in rows) row.Ties = ties.GetValueOrDefault(row.Id, TieRow.None);
    }

    private static bool Asks(PersonField[] asked, string code) => Array.Exists(asked, f => f.Code == code);

    private SourceRow Answer(PersonRow row, PersonField[] asked, DateTimeOffset asOf)
    {
        var cells = new SourceCell[asked.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            var (value, display) = asked[i].Write(row, _areas);
            cells[i] = new(value, display, asOf);
        }

        return new(new(row.Id), row.Locked, cells);
    }
}
