using System.Text.Json;
using LienThong.Directory;
using LienThong.Population;
using LienThong.Population.Synthetic;
using LienThong.Tests.Architecture;
using LienThong.Tests.Fixture;
using Npgsql;

namespace LienThong.Tests.Population;

/// <summary>A register of a million people: what a plan does with a thousand rows says nothing.</summary>
public sealed class MillionHouse(PostgresRun run) : TestHouse(run)
{
    protected override async Task Fill()
    {
        var options = new SyntheticOptions { People = 1_000_000 };
        await Get<SyntheticLoad>().Load(options, CommuneWeights.Of(Get<IDirectory>(), options.AsOf), _ => { }, CancellationToken.None);
    }
}

/// <summary>Every statement of the module is planned, for any parameters, on a million people: none that serves a request reads a large table from end to end.</summary>
public sealed class PlanTests(MillionHouse house) : IClassFixture<MillionHouse>
{
    private static readonly string[] Large = ["person", "residence", "household", "household_member"];

    /// <summary>Statements that look at everybody on purpose, in jobs or before the first start; each with its reason.</summary>
    private static readonly Dictionary<string, string> Whole = new(StringComparer.Ordinal)
    {
        ["RefreshCounts.Count"] = "the nightly count of everybody",
        ["RefreshCounts.Totals"] = "the nightly count of everybody",
        ["SyntheticReader.Facts"] = "other modules make synthetic records for everybody, once",
        ["SyntheticLoad.AnyPerson"] = "stops at the first row",
        ["SyntheticLoad.Count"] = "says how many were made, once",
        ["SyntheticDuplicates.People"] = "second records for proofs and demonstrations are made once",
        ["FindDuplicates.AllFaces"] = "the weekly full pass makes everybody's keys",
        ["SamplePairs.Sample"] = "the weekly full pass learns from a sample of everybody",
        ["FindDuplicates.IsDue"] = "stops at the first row",
        ["MeasureQuality.IsDue"] = "stops at the first row",
        ["QualityChecks.Count"] = "the nightly scores of everybody",
        ["CompleteCards.FromLoad"] = "cards of people loaded for a demonstration, once",
    };

    [Fact]
    public async Task No_request_reads_a_large_table_from_end_to_end()
    {
        List<string> found = [];
        await using var connection = await house.Databases.Of("population").OpenConnectionAsync(TestContext.Current.CancellationToken);
        await Ask(connection, "set plan_cache_mode = force_generic_plan");
        foreach (var (_, name, text) in TheHouse.SqlConstants().Where(s => s.Module == "population" && SqlRules.IsStatement(s.Text)))
        {
            if (Whole.ContainsKey(name) || await Plan(connection, text) is not { } plan) continue;
            using (plan)
                foreach (var table in Scanned(plan.RootElement).Intersect(Large)) found.Add($"{name} reads all of {table}");
        }

        found.ShouldBeEmpty();
    }

    [Fact]
    public void Every_exception_names_a_statement_that_exists() =>
        Whole.Keys.Except(TheHouse.SqlConstants().Where(s => s.Module == "population").Select(s => s.Name)).ShouldBeEmpty();

    // The plan that serves any parameters, as a prepared statement gets it.
    private static async Task<JsonDocument?> Plan(NpgsqlConnection connection, string sql)
    {
        try
        {
            await Ask(connection, "prepare probe as " + sql);
            var count = (int)(await Ask(connection, "select coalesce(cardinality(parameter_types), 0) from pg_prepared_statements where name = 'probe'"))!;
            var plan = (string)(await Ask(connection, $"explain (format json) execute probe{(count == 0 ? "" : $"({string.Join(", ", Enumerable.Repeat("null", count))})")}"))!;
            await Ask(connection, "deallocate probe");
            return JsonDocument.Parse(plan);
        }
        catch (PostgresException e) when (e.SqlState is "42P18")
        {
            return null;        // a parameter whose type only the driver tells
        }
    }

    private static async Task<object?> Ask(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static IEnumerable<string> Scanned(JsonElement node)
    {
        if (node.ValueKind == JsonValueKind.Array) return node.EnumerateArray().SelectMany(Scanned);
        if (node.ValueKind != JsonValueKind.Object) return [];
        var own = node.TryGetProperty("Node Type", out var type) && type.GetString() == "Seq Scan" ? new[] { node.GetProperty("Relation Name").GetString()! } : [];
        return own.Concat(node.EnumerateObject().SelectMany(p => Scanned(p.Value)));
    }
}
