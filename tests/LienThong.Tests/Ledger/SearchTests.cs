using LienThong.Ledger;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Ledger;

public sealed class SearchTests(TestHouse house) : IClassFixture<TestHouse>
{
    private ILedger Ledger => house.Get<ILedger>();

    [Fact]
    public async Task Pages_hold_every_entry_once_newest_first()
    {
        var subject = Guid.CreateVersion7();
        var start = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 25; i++) await house.Append(LedgerTestExtensions.Entry(start.AddMinutes(i), subject));

        var seen = new List<DateTimeOffset>();
        Guid? next = null;
        do
        {
            var page = (await Ledger.Search(new LedgerQuery(Subject: subject, Before: next, Take: 10), default)).Value;
            page.Entries.Count.ShouldBeLessThanOrEqualTo(10);
            seen.AddRange(page.Entries.Select(e => e.At));
            next = page.Next;
        }
        while (next is not null);

        seen.ShouldBe(Enumerable.Range(0, 25).Select(i => start.AddMinutes(24 - i)));
    }

    [Fact]
    public async Task Each_condition_finds_its_own_and_conditions_add_up()
    {
        var mine = await house.Append(LedgerTestExtensions.Entry(actor: "test:mine", agreement: "AGR-MINE", agency: "G01.1"));
        await house.Append(LedgerTestExtensions.Entry(actor: "test:mine", agreement: "AGR-OTHER", agency: "G01.2"));

        (await One(new LedgerQuery(Actor: "test:mine"))).ShouldBe(2);
        (await One(new LedgerQuery(Actor: "test:mine", Agreement: "AGR-MINE"))).ShouldBe(1);
        (await One(new LedgerQuery(Agency: "G01.1"))).ShouldBe(1);
        (await One(new LedgerQuery(Agreement: "AGR-MINE"))).ShouldBe(1);
        (await One(new LedgerQuery(Agreement: "AGR-MINE", Purpose: "procedure"))).ShouldBe(1);
        (await One(new LedgerQuery(Agreement: "AGR-MINE", Purpose: "inspection"))).ShouldBe(0);
        (await One(new LedgerQuery(Subject: mine.Subject, From: mine.At.AddSeconds(1)))).ShouldBe(0);
        (await One(new LedgerQuery(Subject: mine.Subject, From: mine.At.AddSeconds(-1), To: mine.At.AddSeconds(1)))).ShouldBe(1);
        (await One(new LedgerQuery(Subject: mine.Subject, To: mine.At.AddSeconds(-1)))).ShouldBe(0);

        async Task<int> One(LedgerQuery query) => (await Ledger.Search(query, default)).Value.Entries.Count;
    }

    [Fact]
    public async Task A_search_without_a_leading_condition_is_refused_as_too_broad()
    {
        var now = TimeProvider.System.GetUtcNow();
        LedgerQuery[] broad = [new(), new(Purpose: "procedure"), new(From: now.AddDays(-60), To: now), new(From: now.AddDays(-1))];
        foreach (var query in broad) (await Ledger.Search(query, default)).Faults[0].Error.ShouldBe(LedgerErrors.SearchTooBroad);
        (await Ledger.Search(new LedgerQuery(From: now.AddDays(-1), To: now), default)).Failed.ShouldBeFalse();
    }

    [Fact]
    public async Task Every_kind_of_search_walks_an_index()
    {
        await house.AppendSome(50);
        await using var connection = await house.Databases.Owner.OpenConnectionAsync();
        foreach (var condition in (string[])["subject = gen_random_uuid()", "actor = 'a'", "agency = 'a'", "agreement = 'a'", "id > gen_random_uuid()"])
        {
            await using var off = new Npgsql.NpgsqlCommand("set enable_seqscan = off; set enable_sort = off", connection);
            await off.ExecuteNonQueryAsync();
            await using var explain = new Npgsql.NpgsqlCommand($"explain select id from ledger.entry where {condition} order by id desc limit 10", connection);
            var plan = new List<string>();
            await using var row = await explain.ExecuteReaderAsync();
            while (await row.ReadAsync()) plan.Add(row.GetString(0));
            string.Join('\n', plan).ShouldContain("Index");
            string.Join('\n', plan).ShouldNotContain("Sort", Case.Sensitive, condition);
        }
    }
}
