using System.Security.Cryptography;
using LienThong.Ledger;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Ledger;

public sealed class ErasureTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task Erasing_a_person_unlinks_every_entry_while_every_proof_and_the_whole_book_stay_valid()
    {
        var ledger = house.Get<ILedger>();
        var (person, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var entries = new List<LedgerEntry>();
        for (var i = 0; i < 5; i++) entries.Add(await house.Append(LedgerTestExtensions.Entry(subject: person)));
        await house.Append(LedgerTestExtensions.Entry(subject: other));
        await house.Signed(await house.Size());
        var order = LedgerTestExtensions.Entry(actor: "test:inspector") with { BasisKind = "order", BasisReference = "QD-1" };

        (await ledger.EraseSubject(person, order, default)).Value.ShouldBe(5);
        await house.Signed(await house.Size());

        (await ledger.Search(new LedgerQuery(Subject: person), default)).Value.Entries.ShouldBeEmpty();
        (await ledger.Search(new LedgerQuery(Subject: other), default)).Value.Entries.Count.ShouldBe(1);
        foreach (var entry in entries) (await ledger.ProveInclusion(entry.Id, default)).Value.Holds.ShouldBeTrue();
        (await ledger.Verify(null, default)).Findings.ShouldBeEmpty();
        (await ledger.EraseSubject(person, order with { Id = Guid.CreateVersion7() }, default)).Faults[0].Error.ShouldBe(LedgerErrors.SubjectUnknown);
        await NothingStoredNames(person, entries);
    }

    [Fact]
    public async Task Hiding_one_more_reading_under_the_pseudonym_of_an_erasure_is_found()
    {
        var ledger = house.Get<ILedger>();
        var (person, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await house.Append(LedgerTestExtensions.Entry(subject: person));
        var hidden = await house.Append(LedgerTestExtensions.Entry(subject: other));
        await house.Signed(await house.Size());
        (await ledger.EraseSubject(person, LedgerTestExtensions.Entry(), default)).Value.ShouldBe(1);
        await house.Signed(await house.Size());
        (await ledger.Verify(null, default)).Findings.ShouldBeEmpty();

        await house.Intrude($"update ledger.entry set subject = (select (details->>'pseudonym')::uuid from ledger.entry where kind = 'erasure' order by id desc limit 1) where id = '{hidden.Id}'");
        (await ledger.Verify(null, default)).Findings.ShouldContain(f => f.Part == "subject");
        await house.Intrude($"update ledger.entry set subject = '{other}' where id = '{hidden.Id}'");
    }

    private async Task NothingStoredNames(Guid person, List<LedgerEntry> entries)
    {
        var leaves = await house.Db<LedgerModule>().Many(
            "select leaf from ledger.leaf where entry = any ($1)", [entries.Select(e => e.Id).ToArray()], r => r.GetFieldValue<byte[]>(0), default);
        leaves.Select(l => Convert.ToHexString(l.AsSpan(25, 32))).Distinct().Count().ShouldBe(5, "no two leaves of one person look alike");
        foreach (var leaf in leaves)
        {
            leaf.AsSpan().IndexOf(person.ToByteArray(bigEndian: true)).ShouldBe(-1);
            leaf.AsSpan(25, 32).ToArray().ShouldNotBe(SHA256.HashData(person.ToByteArray(bigEndian: true)));
        }
        var keys = await house.Db<LedgerModule>().One("select count(*) from ledger.subject_key where subject = $1", [person], r => r.GetInt64(0), default);
        keys.ShouldBe(0);
    }
}
