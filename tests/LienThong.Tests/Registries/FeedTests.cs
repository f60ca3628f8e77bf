using System.Net;
using System.Net.Http.Json;
using LienThong.Dictionary;
using LienThong.Exchange.Agreements;
using LienThong.Kernel.Access;
using LienThong.Ledger;
using LienThong.Registries;
using LienThong.Tests.Exchange;
using LienThong.Tests.Fixture;
using static LienThong.Tests.Registries.RegistryHouse;

namespace LienThong.Tests.Registries;

/// <summary>The change feed: in the order of commits, without gaps, each change once.</summary>
public sealed class FeedTests(RegistryHouse house) : IClassFixture<RegistryHouse>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_beside_many_writers_sees_each_change_exactly_once_and_in_order()
    {
        const int Writers = 16, Writes = 12;
        var shared = Enumerable.Range(0, 4).Select(_ => Somebody()).ToList();
        await house.Registries.PutRecords(Keeper, "health-cards", [.. shared.Select(s => Card(s))], Ct);
        var start = (await house.Registries.Changes(Keeper, "health-cards", new(0, 1000), Ct)).Value.Next;
        var receipts = new System.Collections.Concurrent.ConcurrentBag<(Guid Subject, int Version)>();
        var done = 0;
        var writers = Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < Writes; i++)
            {
                // Some write people of their own, some fight for the same few; every fifth write fails as a whole and must leave no gap.
                var own = Somebody();
                RecordDraft[] drafts = i % 3 == 0 ? [Card(own), Card(shared[(w + i) % 4], $"Bệnh viện {w}-{i}")] : [Card(own)];
                if (i % 5 == 4) drafts = [.. drafts, new(Somebody(), Values(("insurance.cardNumber", "sai")), Day, null, new(Origin.Typed, "T"))];
                var put = await house.Registries.PutRecords(Keeper, "health-cards", drafts, Ct);
                if (put.Failed) continue;
                foreach (var receipt in put.Value.Where(r => r.Changed)) receipts.Add((receipt.Subject.Value, receipt.Version));
            }
            Interlocked.Increment(ref done);
        }, Ct)).ToList();

        var seen = new List<FeedChange>();
        var cursor = start;
        while (true)
        {
            var last = Volatile.Read(ref done) == Writers;
            var page = (await house.Registries.Changes(Keeper, "health-cards", new(cursor, 7), Ct)).Value;
            seen.AddRange(page.Lines);
            cursor = page.Next;
            if (last && page.Lines.Count == 0) break;
        }
        await Task.WhenAll(writers);

        seen.Select(c => c.Position).ShouldBe(Enumerable.Range(1, seen.Count).Select(i => start + i));                                        // no gap, no repetition, no step back
        seen.Select(c => (c.Subject!.Value, c.Version!.Value)).Order().ShouldBe(receipts.Order());                                          // each acknowledged write once, and nothing else
        foreach (var record in seen.GroupBy(c => c.Subject)) record.Select(c => c.Version!.Value).ShouldBe(record.Select(c => c.Version!.Value).Order());   // of one record in its own order
        (await house.Registries.Counts(Ct))["health-cards"].ShouldBe(await house.Db<RegistriesModule>().One("select count(*) from registries.record where registry = 'health-cards'", [], r => r.GetInt64(0), Ct));
    }

    [Fact]
    public async Task A_change_waits_for_no_other_register_and_is_not_seen_before_it_is_committed()
    {
        var who = Somebody();
        var before = (await house.Registries.Changes(Keeper, "birth-notices", new(0, 1000), Ct)).Value.Next;
        await house.Db<RegistriesModule>().Transaction<LienThong.Kernel.Results.Result>(async tx =>
        {
            var put = house.Get<LienThong.Registries.Records.PutRecords>();
            (await put.Put(Keeper, (await house.Registries.Find("birth-notices", Ct))!, [Notice(who, "88/2026", "2026-10-02")], tx, Ct)).Failed.ShouldBeFalse();
            (await house.Registries.Changes(Keeper, "birth-notices", new(before, 10), Ct)).Value.Lines.ShouldBeEmpty();
            (await house.Registries.PutRecords(Keeper, "births", [new(who, Values(("birth.certificateNo", "5/2020"), ("birth.registeredOn", "2020-02-01")), Day, null, new(Origin.Typed, "T"))], Ct)).Failed.ShouldBeFalse();
            return LienThong.Kernel.Results.Result.Done;
        }, Ct);
        var line = (await house.Registries.Changes(Keeper, "birth-notices", new(before, 10), Ct)).Value.Lines.ShouldHaveSingleItem();
        (line.Position, line.Kind, line.Subject, line.Key, line.Version).ShouldBe((before + 1, "added", who.Value, "88/2026", 1));
    }

    [Fact]
    public async Task Another_agency_follows_under_an_agreement_and_the_ledger_knows_about_whom()
    {
        var (who, other) = (Somebody(), Somebody());
        await house.Registries.PutRecords(Keeper, "dwellings", [Dwelling(who), Dwelling(other)], Ct);
        await house.Registries.PutRecords(Keeper, "dwellings", [Dwelling(other) with { Values = Values(("dwelling.address", "Thôn Đông"), ("dwelling.certificateNo", "BN 1")) }], Ct);
        var agreement = await house.Agree(new() { Fields = ["dwelling.floorArea"], Bases = ["agreement"], Purpose = "statistics" });
        house.Get<AgreementBook>().Forget();
        using var commune = house.As(TestCaller.Official("H05.07210", RegistryScopes.Follow));
        var page = (await commune.GetFromJsonAsync<FeedPage>($"/api/registries/v1/dwellings/changes?agreement={agreement}&purpose=statistics&fields=dwelling.floorArea&limit=1000", LienThong.Kernel.Data.Json.Options, Ct))!;
        page.Lines.Count(l => l.Subject == who.Value).ShouldBe(1);
        page.Lines.Count(l => l.Subject == other.Value).ShouldBe(1);                  // the change of the certificate number is none of their business
        page.Lines.Where(l => l.Subject is not null).ShouldAllBe(l => l.Fields.Single().Value == "dwelling.floorArea");
        (await house.Registries.Changes(Keeper, "dwellings", new(0, 1000), Ct)).Value.Next.ShouldBe(page.Next);

        (await commune.GetAsync("/api/registries/v1/dwellings/changes")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await commune.GetAsync($"/api/registries/v1/dwellings/changes?agreement={agreement}&purpose=statistics&fields=dwelling.owner")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await commune.GetAsync("/api/registries/v1/dwellings/changes?after=-1")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var without = house.As(TestCaller.Official("G10", RegistryScopes.Write));
        (await without.GetAsync("/api/registries/v1/dwellings/changes")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var keeper = house.As(TestCaller.Official("G10", RegistryScopes.Write, RegistryScopes.Follow));
        (await keeper.GetAsync("/api/registries/v1/dwellings/changes")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static RecordDraft Dwelling(SubjectId who) => new(who,
        Values(("dwelling.address", "Thôn Đông"), ("dwelling.owner", "{\"name\":\"Hoa\"}"), ("dwelling.floorArea", "72.5"), ("dwelling.right", "owner")), Day, null, new(Origin.Digitised, "GCN-1"));
}
