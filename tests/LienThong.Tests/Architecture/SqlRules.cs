using System.Text.RegularExpressions;
using LienThong.Tests.Fixture;
using Npgsql;

namespace LienThong.Tests.Architecture;

public sealed partial class SqlRules(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task Every_statement_can_be_prepared_under_the_role_of_its_module()
    {
        var faults = new List<string>();
        foreach (var module in TheHouse.SqlConstants().Where(s => IsStatement(s.Text)).GroupBy(s => s.Module))
        {
            // The Kernel's own machinery (migrations, delivery, idempotency) works as the owner.
            var pool = module.Key == "kernel" ? house.Databases.Owner : house.Databases.Of(module.Key);
            await using var connection = await pool.OpenConnectionAsync();
            foreach (var (_, name, text) in module)
            {
                if (await Refusal(connection, text) is { } refusal) faults.Add($"{module.Key} {name}: {refusal}");
            }
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void No_statement_selects_every_column()
    {
        var faults = TheHouse.SqlConstants().Where(s => StarColumn().IsMatch(s.Text)).Select(s => $"{s.Module} {s.Name}");
        faults.ShouldBeEmpty();
    }

    /// <summary>True when the text is a whole statement, not a piece of one.</summary>
    internal static bool IsStatement(string text) => Statement().IsMatch(text);

    private static async Task<string?> Refusal(NpgsqlConnection connection, string sql)
    {
        try
        {
            await using var prepare = new NpgsqlCommand("prepare probe as " + sql, connection);
            await prepare.ExecuteNonQueryAsync();
            await using var forget = new NpgsqlCommand("deallocate probe", connection);
            await forget.ExecuteNonQueryAsync();
            return null;
        }
        catch (PostgresException e) when (e.SqlState is "42P18")
        {
            return null; // the driver names the type of a parameter that PostgreSQL cannot tell by itself
        }
        catch (PostgresException e)
        {
            return $"{e.SqlState} {e.MessageText}";
        }
    }

    [GeneratedRegex(@"^\s*(select|insert|update|delete|with|merge)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Statement();

    [GeneratedRegex(@"\bselect\s+([a-z_]+\.)?\*(?!\s*/)", RegexOptions.IgnoreCase)]
    private static partial Regex StarColumn();
}
