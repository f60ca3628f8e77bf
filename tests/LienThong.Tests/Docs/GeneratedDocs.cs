using System.Reflection;
using System.Text;
using LienThong.Kernel.Events;
using LienThong.Tests.Architecture;
using LienThong.Tests.Fixture;
using LienThong.Web;
using Npgsql;

namespace LienThong.Tests.Docs;

/// <summary>
/// docs/errors.md, docs/events.md and docs/schema.sql are made from the program. Run with UPDATE_DOCS=1 to write them again;
/// otherwise a difference fails, so that they cannot lie.
/// </summary>
public sealed class GeneratedDocs(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public void The_error_catalogue_is_up_to_date()
    {
        var text = new StringBuilder("# Errors\n\nEvery refusal of the system, by its permanent code. Made from the program (`UPDATE_DOCS=1 ./test GeneratedDocs`).\n");
        foreach (var module in TheHouse.Errors().GroupBy(e => e.Module))
        {
            text.Append("\n## ").Append(module.Key).Append("\n\n| Code | HTTP | Tiếng Việt | English |\n| --- | --- | --- | --- |\n");
            foreach (var (_, e) in module.OrderBy(e => e.Error.Code, StringComparer.Ordinal))
            {
                text.Append($"| <a id=\"{e.Code}\"></a>{e.Code} | {e.Status} | {Cell(e.Vi)} | {Cell(e.En)} |\n");
            }
        }
        Compare("errors.md", text.ToString());
    }

    [Fact]
    public void The_list_of_events_is_up_to_date()
    {
        var text = new StringBuilder("# Events\n\nWhat modules tell. Delivered at least once, in order per subject (ADR 0003). Made from the program.\n\n| Event | Module | Members |\n| --- | --- | --- |\n");
        var events = from module in Modules.All
                     from type in module.GetType().Assembly.GetTypes()
                     where typeof(IEvent).IsAssignableFrom(type) && type.IsClass
                     orderby EventTypes.NameOf(type)
                     select (module.Name, Type: type);
        foreach (var (module, type) in events)
        {
            var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name is not ("EqualityContract" or "Subject")).Select(p => $"`{p.Name}` {Short(p.PropertyType)}");
            text.Append($"| `{EventTypes.NameOf(type)}` | {module} | {string.Join(", ", members)} |\n");
        }
        Compare("events.md", text.ToString());
    }

    [Fact]
    public async Task The_picture_of_the_schema_is_up_to_date()
    {
        var text = new StringBuilder("-- The schema as migrations leave it. Made from the database; not run by anything.\n");
        await using var command = house.Databases.Owner.CreateCommand(Sql.Tables);
        command.Parameters.Add(new NpgsqlParameter { Value = Modules.All.Select(m => m.Name).ToArray() });
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync()) text.Append("\ntable ").Append(row.GetString(0)).Append('\n').Append(row.GetString(1)).Append('\n').Append(row.IsDBNull(2) ? "" : row.GetString(2) + "\n");
        Compare("schema.sql", text.ToString());
    }

    internal static void Compare(string name, string made)
    {
        var file = Path.Combine(TheHouse.Root, "docs", name);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") File.WriteAllText(file, made);
        File.Exists(file).ShouldBeTrue($"docs/{name} is missing: UPDATE_DOCS=1 ./test GeneratedDocs");
        File.ReadAllText(file).ShouldBe(made, $"docs/{name} is out of date: UPDATE_DOCS=1 ./test GeneratedDocs");
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Short(Type type) =>
        type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]} of {string.Join(", ", type.GetGenericArguments().Select(Short))}" : type.Name;

    static class Sql
    {
        public const string Tables = """
            select n.nspname || '.' || c.relname,
                   (select string_agg('  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end, E'\n' order by a.attnum)
                    from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
                   nullif(concat_ws(E'\n',
                     (select string_agg('  ' || pg_get_constraintdef(k.oid), E'\n' order by k.conname) from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'),
                     (select string_agg('  ' || replace(pg_get_indexdef(i.indexrelid), 'CREATE ', ''), E'\n' order by i.indexrelid::regclass::text) from pg_index i
                      where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.conrelid = c.oid))), '')
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and n.nspname = any($1)
            order by array_position($1, n.nspname::text), 1
            """;
    }
}
