using LienThong.Ledger;
using LienThong.Tests.Fixture;
using Npgsql;

namespace LienThong.Tests.Ledger;

public sealed class AppendTests(TestHouse house) : IClassFixture<TestHouse>
{
    private ILedger Ledger => house.Get<ILedger>();

    [Fact]
    public async Task An_entry_comes_back_as_it_was_given_and_has_a_signed_proof_soon()
    {
        var entry = await house.Append(LedgerTestExtensions.Entry());
        while ((await Ledger.ProveInclusion(entry.Id, default)).Failed) await Task.Delay(20, TestContext.Current.CancellationToken);

        var proof = (await Ledger.ProveInclusion(entry.Id, default)).Value;
        proof.Holds.ShouldBeTrue();
        proof.ToText().ShouldStartWith("c2sp.org/tlog-proof@v1\nextra ");
        var found = (await Ledger.Search(new LedgerQuery(Subject: entry.Subject), default)).Value.Entries.ShouldHaveSingleItem();
        found.ShouldBeEquivalentTo(entry with { Fields = found.Fields, Answer = found.Answer });
        found.Fields.ShouldBe(entry.Fields);
        found.Answer.ShouldBe(entry.Answer);
    }

    [Fact]
    public async Task Two_hundred_callers_share_few_commits_and_every_one_of_their_entries_is_there()
    {
        var before = await Commits();
        var actor = "test:" + Guid.CreateVersion7();
        var entries = Enumerable.Range(0, 2000).Select(_ => LedgerTestExtensions.Entry(actor: actor)).ToList();

        await Parallel.ForEachAsync(entries, new ParallelOptions { MaxDegreeOfParallelism = 200 }, async (entry, ct) =>
            (await Ledger.AppendMany([entry], ct)).Failed.ShouldBeFalse());

        var stored = await house.Db<LedgerModule>().One("select count(*) from ledger.entry where actor = $1", [actor], r => r.GetInt64(0), default);
        stored.ShouldBe(2000);
        (await Commits() - before).ShouldBeLessThan(1000, "2,000 appends of 200 callers must not need 2,000 commits");
        await house.Signed(await house.Size());
        foreach (var entry in entries.Take(20)) (await Ledger.ProveInclusion(entry.Id, default)).Value.Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_entry_handed_in_twice_stands_once_in_the_book()
    {
        var entry = LedgerTestExtensions.Entry();
        await house.Append(entry);
        await house.Append(entry);
        await house.Signed(await house.Size());

        (await house.Db<LedgerModule>().One("select count(*) from ledger.leaf where entry = $1", [entry.Id], r => r.GetInt64(0), default)).ShouldBe(1);
    }

    [Fact]
    public async Task An_unsound_entry_is_refused_and_takes_nobody_with_it()
    {
        var good = LedgerTestExtensions.Entry();
        LedgerEntry[] bad =
        [
            good with { Id = Guid.CreateVersion7(), Details = "{not json" },
            good with { Id = Guid.CreateVersion7(), Actor = "" },
            good with { Id = Guid.CreateVersion7(), Actor = "a\0b" },
            good with { Id = Guid.CreateVersion7(), Outcome = "\ud800" },
            good with { Id = Guid.CreateVersion7(), Fields = ["two words"] },
            good with { Id = Guid.Empty },
        ];
        var refused = bad.Select(e => Ledger.AppendMany([e], default).AsTask()).ToList();
        await house.Append(good);

        foreach (var answer in await Task.WhenAll(refused)) answer.Faults[0].Error.ShouldBe(LedgerErrors.InvalidEntry);
        (await Ledger.Search(new LedgerQuery(Subject: good.Subject), default)).Value.Entries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_role_of_the_module_cannot_rewrite_or_empty_the_book()
    {
        var entry = await house.Append(LedgerTestExtensions.Entry());
        await house.Signed(await house.Size());
        foreach (var sql in (string[])
        [
            "update ledger.entry set actor = 'x'", "delete from ledger.entry", "truncate ledger.entry", "update ledger.leaf set hash = leaf",
            "delete from ledger.leaf", "truncate ledger.leaf", "update ledger.checkpoint set note = ''", "delete from ledger.checkpoint", "truncate ledger.checkpoint",
        ])
        {
            var refused = await Should.ThrowAsync<PostgresException>(() => house.Db<LedgerModule>().Execute(sql, [], default), sql);
            refused.MessageText.ShouldContain("append-only");
        }
        (await Ledger.ProveInclusion(entry.Id, default)).Failed.ShouldBeFalse();
    }

    [Fact]
    public async Task Growth_between_any_two_checkpoints_is_provable()
    {
        await house.AppendSome(300);
        var first = await house.Signed(await house.Size());
        await house.AppendSome(37);
        var second = await house.Signed(first.Size + 37);

        var proof = (await Ledger.ProveConsistency(first.Size, second.Size, default)).Value;

        proof.FromRoot.ShouldBe(first.Root);
        proof.ToRoot.ShouldBe(second.Root);
        proof.Holds.ShouldBeTrue();
        (await Ledger.ProveConsistency(0, second.Size, default)).Faults[0].Error.ShouldBe(LedgerErrors.SizeUnknown);
        (await Ledger.ProveConsistency(1, second.Size + 100_000, default)).Faults[0].Error.ShouldBe(LedgerErrors.SizeUnknown);
    }

    [Fact]
    public async Task An_entry_that_a_slow_transaction_commits_late_is_not_skipped()
    {
        var late = LedgerTestExtensions.Entry();
        await using var connection = await house.Databases.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var insert = new NpgsqlCommand("""
            with e as (insert into ledger.entry (id, at, kind, actor, fields, outcome, salt) values ($1, $2, 'read', 'late', '{}', 'ok', $3) returning id)
            insert into ledger.pending (entry) select id from e
            """, connection) { Parameters = { new() { Value = late.Id }, new() { Value = late.At }, new() { Value = late.Salt } } })
        {
            await insert.ExecuteNonQueryAsync();
        }
        await house.AppendSome(10);
        await house.Signed(10);
        await transaction.CommitAsync();
        await house.Signed(await house.Size());

        (await Ledger.ProveInclusion(late.Id, default)).Value.Holds.ShouldBeTrue();
    }

    private Task<long> Commits() => house.Db<LedgerModule>().One(
        "select count(distinct xmin::text) from ledger.entry", [], r => r.GetInt64(0), default);
}
