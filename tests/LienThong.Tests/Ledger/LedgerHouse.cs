using LienThong.Kernel.Access;
using LienThong.Ledger;
using LienThong.Ledger.Sequencing;
using LienThong.Tests.Fixture;
using Npgsql;

namespace LienThong.Tests.Ledger;

/// <summary>Entries and shortcuts for the tests of the book.</summary>
static class LedgerTestExtensions
{
    public static LedgerEntry Entry(DateTimeOffset? at = null, Guid? subject = null, string actor = "test:officer", string? agreement = "AGR-1", string? agency = "H05.07210")
    {
        var when = LedgerEntry.Instant(at ?? TimeProvider.System.GetUtcNow());
        return new LedgerEntry
        {
            Id = Guid.CreateVersion7(when),
            At = when,
            Kind = LedgerKinds.Read,
            Actor = actor,
            Agency = agency,
            Subject = subject ?? Guid.CreateVersion7(),
            Purpose = "procedure",
            Agreement = agreement,
            BasisKind = "dossier",
            BasisReference = "HS-Đăng-ký-1",
            Fields = ["person.fullName", "person.birthDate"],
            Outcome = "ok",
            Details = """{ "channel":"api" }""",
            Salt = LedgerEntry.NewSalt(),
            Answer = [1, 2, 3, 4],
        };
    }

    public static async Task<LedgerEntry> Append(this TestHouse house, LedgerEntry entry)
    {
        (await house.Get<ILedger>().AppendMany([entry], default)).Failed.ShouldBeFalse();
        return entry;
    }

    public static async Task<List<LedgerEntry>> AppendSome(this TestHouse house, int count)
    {
        var entries = Enumerable.Range(0, count).Select(_ => Entry()).ToList();
        (await house.Get<ILedger>().AppendMany(entries, default)).Failed.ShouldBeFalse();
        return entries;
    }

    /// <summary>Waits, as anybody outside would, until a checkpoint covers everything appended so far.</summary>
    public static async Task<Checkpoint> Signed(this TestHouse house, long size)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await house.Get<ILedger>().LatestCheckpoint(default) is { } latest && latest.Size >= size) return latest;
            await Task.Delay(50);
        }
        throw new TimeoutException($"no checkpoint of size {size} within ten seconds");
    }

    public static Task<long> Size(this TestHouse house) =>
        house.Db<LedgerModule>().One("select (select count(*) from ledger.leaf) + (select count(*) from ledger.pending)", [], r => r.GetInt64(0), default);

    /// <summary>What an intruder with the database's own superuser can do: triggers do not stop them.</summary>
    public static async Task<int> Intrude(this TestHouse house, string sql)
    {
        await using var connection = await house.Databases.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var loose = new NpgsqlCommand("set local session_replication_role = replica", connection);
        await loose.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        var rows = await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return rows;
    }
}
