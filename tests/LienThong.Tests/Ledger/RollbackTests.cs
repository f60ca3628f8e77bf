using LienThong.Ledger;
using LienThong.Ledger.Sequencing;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Ledger;

public sealed class RollbackTests(PostgresRun run)
{
    [Theory]
    [InlineData("delete from ledger.leaf where index >= 150; delete from ledger.tile; update ledger.sequencer set size = 150, epoch = epoch + 1", "shorter")]
    [InlineData("update ledger.tile set hashes = set_byte(hashes, 9, get_byte(hashes, 9) # 1) where level = 0; update ledger.sequencer set epoch = epoch + 1", "rewritten")]
    public async Task A_book_that_does_not_continue_what_was_signed_is_neither_signed_nor_written_and_reads_fail_closed(string rollback, string how)
    {
        await using var house = new House(run);
        await house.InitializeAsync();
        await house.AppendSome(200);
        var signed = await house.Signed(200);
        await house.Intrude(rollback);

        await house.Append(LedgerTestExtensions.Entry()); // makes the sequencer look
        await Until(() => house.Get<LedgerState>().Stopped is not null);

        var refused = await house.Get<ILedger>().AppendMany([LedgerTestExtensions.Entry()], default);
        refused.Faults[0].Error.ShouldBe(LedgerErrors.RolledBack, how);
        refused.Faults[0].Text(System.Globalization.CultureInfo.InvariantCulture).ShouldContain("200");
        (await house.Get<ILedger>().LatestCheckpoint(default))!.Note.ShouldBe(signed.Note, "nothing new was signed");
        (await house.Get<ILedger>().Verify(null, default)).Sound.ShouldBeFalse();
    }

    [Fact]
    public async Task After_the_right_backup_is_back_the_book_goes_on_by_itself()
    {
        await using var house = new House(run);
        await house.InitializeAsync();
        await house.AppendSome(200);
        await house.Signed(200);
        await house.Intrude("create table public.kept as table ledger.tile; update ledger.tile set hashes = set_byte(hashes, 9, 1) where level = 0; update ledger.sequencer set epoch = epoch + 1");
        await house.Append(LedgerTestExtensions.Entry());
        await Until(() => house.Get<LedgerState>().Stopped is not null);

        await house.Intrude("delete from ledger.tile; insert into ledger.tile select * from public.kept");

        await Until(() => house.Get<LedgerState>().Stopped is null);
        (await house.Signed(201)).Size.ShouldBe(201);
        (await house.Get<ILedger>().Verify(null, default)).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_sequencer_takes_over_only_when_the_first_is_silent_and_the_first_then_notices()
    {
        await using var house = new House(run);
        await house.InitializeAsync();
        await house.AppendSome(10);
        await house.Signed(10);
        await house.Get<RunSequencer>().StopAsync(default);
        var db = house.Db<LedgerModule>();
        var other = new SequenceEntries(db, house.Get<LienThong.Ledger.Notes.LastSigned>(), house.Get<LedgerState>());

        await house.AppendSome(5);
        (await other.Run(default)).ShouldBe(0, "the first was seen a moment ago");
        await db.Execute("update ledger.sequencer set seen = seen - interval '4 seconds'", [], default);
        (await other.Run(default)).ShouldBe(5);

        await house.AppendSome(7);
        (await house.Get<SequenceEntries>().Run(default)).ShouldBe(0, "the place is held by the other");
        await db.Execute("update ledger.sequencer set seen = seen - interval '4 seconds'", [], default);
        (await house.Get<SequenceEntries>().Run(default)).ShouldBe(7);
        await house.Get<RunSequencer>().Drain(default);
        (await house.Get<ILedger>().Verify(null, default)).Findings.ShouldBeEmpty();
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 200 && !condition(); i++) await Task.Delay(50);
        condition().ShouldBeTrue("within ten seconds");
    }

    private sealed class House(PostgresRun run) : TestHouse(run);
}
