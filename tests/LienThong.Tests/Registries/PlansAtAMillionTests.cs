using System.Reflection;
using LienThong.Registries.Feed;
using LienThong.Registries.Records;
using LienThong.Registries.Sources;
using LienThong.Tests.Fixture;
using Npgsql;

namespace LienThong.Tests.Registries;

/// <summary>A register of a million records, with its terms and its feed.</summary>
public sealed class MillionRecords(PostgresRun run) : TestHouse(run)
{
    protected override async Task Fill()
    {
        await using var connection = new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        await using var fill = new NpgsqlCommand("""
            set synchronous_commit = off;
            insert into registries.record (subject, registry, key, version, valid, data, provenance, recorded_at)
            select ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'health-cards', '', 1, '[2026-01-01,)', jsonb_build_object('insurance.cardNumber', lpad(i::text, 10, '0')), '{"*":{"at":"2026-01-01T00:00:00Z"}}', now()
            from generate_series(1, 1000000) i;
            insert into registries.term (registry, field, term, subject, key)
            select 'health-cards', 'insurance.cardNumber', lpad(i::text, 10, '0'), ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, '' from generate_series(1, 1000000) i;
            insert into registries.change (registry, position, kind, subject, key, version, fields, at)
            select 'health-cards', 1000 + i, 'added', ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, '', 1, '{insurance.cardNumber}', now() from generate_series(1, 300000) i;
            analyze registries.record; analyze registries.term; analyze registries.change;
            """, connection) { CommandTimeout = 0 };
        await fill.ExecuteNonQueryAsync();
    }
}

/// <summary>No request reads a large table from end to end.</summary>
public sealed class PlansAtAMillionTests(MillionRecords house) : IClassFixture<MillionRecords>
{
    private static readonly Guid[] People = [.. Enumerable.Range(0, 64).Select(_ => Guid.CreateVersion7())];
    private static readonly string[] Keys = [.. People.Select(_ => "")];

    private static string Text(Type slice, string name) => (string)slice.GetNestedType("Sql", BindingFlags.NonPublic)!.GetField(name)!.GetRawConstantValue()!;

    public static TheoryData<string> Requests => [.. Statements.Keys];

    private static Dictionary<string, (string Sql, object[] Args)> Statements { get; } = new()
    {
        ["search by a term"] = (Text(typeof(SearchRecords), "Find"), ["health-cards", "insurance.cardNumber", "0000012", "0000012\uFFFD", "", Guid.Empty, "", 21]),
        ["next page of a search"] = (Text(typeof(SearchRecords), "Find"), ["health-cards", "insurance.cardNumber", "00", "00\uFFFD", "0000500000", People[0], "", 21]),
        ["answer of the source"] = (Text(typeof(RegistryFieldSource), "Read"), ["health-insurance", People, new[] { "insurance.cardNumber" }, new[] { "health-cards" }, new DateOnly(2026, 11, 21)]),
        ["records as they stand"] = (Text(typeof(ReadRecords), "Standing"), ["health-cards", People]),
        ["records on both axes"] = (Text(typeof(ReadRecords), "AsOf"), ["health-cards", People, new DateOnly(2026, 11, 21), DateTimeOffset.UnixEpoch]),
        ["record with history"] = (Text(typeof(ReadRecords), "Whole"), ["health-cards", People[0]]),
        ["history of one record"] = (Text(typeof(ReadRecords), "All"), ["health-cards", People[0], ""]),
        ["lock before writing"] = (Text(typeof(PutRecords), "Lock"), ["health-cards", People, Keys]),
        ["keep before writing"] = (Text(typeof(PutRecords), "Keep"), ["health-cards", People, Keys, DateTimeOffset.UnixEpoch, "x"]),
        ["follow a period"] = (Text(typeof(PutRecords), "Follow"), ["health-cards", DateTimeOffset.UnixEpoch, People, Keys, People.Select(_ => new DateOnly(2026, 5, 1)).ToArray()]),
        ["forget terms"] = (Text(typeof(IndexTerms), "Forget"), ["health-cards", People, Keys]),
        ["feed after a position"] = (Text(typeof(ReadFeed), "After"), ["health-cards", 150_000L, 1000]),
    };

    [Theory, MemberData(nameof(Requests))]
    public async Task No_request_reads_a_table_of_a_million_records_from_end_to_end(string request)
    {
        var (sql, args) = Statements[request];
        await using var connection = new NpgsqlConnection(house.Connection);
        await connection.OpenAsync();
        await using var explain = new NpgsqlCommand("explain " + sql, connection);
        foreach (var arg in args) explain.Parameters.Add(new NpgsqlParameter { Value = arg });
        await using var row = await explain.ExecuteReaderAsync();
        var plan = "";
        while (await row.ReadAsync()) plan += row.GetString(0) + "\n";
        foreach (var table in new[] { "record ", "term ", "change " }) plan.ShouldNotContain("Seq Scan on " + table, Case.Sensitive, plan);
        plan.ShouldContain("Index");
    }
}
