using LienThong.Exchange;
using LienThong.Exchange.Metering;
using LienThong.Exchange.Sources;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Exchange;

public sealed class SourceWatchTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task A_source_that_goes_and_comes_back_is_told_once_each_way()
    {
        var source = new TestSource("test-registry", "person.fullName") { Fails = true };
        var options = new ExchangeOptions { FailuresUntilDown = 2, ProbeEvery = TimeSpan.Zero, AgreementsFresh = TimeSpan.Zero };
        var (broker, sources, _, _) = TestBroker.Over(house, options, source);
        var watch = new WatchSources(sources, house.Db<ExchangeModule>(), TimeProvider.System);
        await watch.Run(default);
        var ask = ExchangeTestExtensions.Ask(await house.Agree(new() { Fields = ["person.fullName"] }), source.Knows(), "person.fullName");

        await broker.Read(ask, default);
        await broker.Read(ask, default);
        for (var i = 0; i < 3; i++) await watch.Run(default);
        (await News()).ShouldBe(["exchange.source-down"]);

        source.Fails = false;
        await broker.Read(ask, default);
        for (var i = 0; i < 3; i++) await watch.Run(default);
        (await News()).ShouldBe(["exchange.source-down", "exchange.source-up"]);
    }

    [Fact]
    public async Task A_source_switched_off_by_an_administrator_is_unavailable_until_it_is_switched_on()
    {
        var source = new TestSource("test-switch", "person.fullName");
        var (broker, sources, _, _) = TestBroker.Over(house, null, source);
        var db = house.Db<ExchangeModule>();
        var watch = new WatchSources(sources, db, TimeProvider.System);
        await watch.Run(default);
        var ask = ExchangeTestExtensions.Ask(await house.Agree(new() { Fields = ["person.fullName"] }), source.Knows(), "person.fullName");

        await db.Execute("update exchange.source set switched_off = true where database = 'test-switch'", [], default);
        await watch.Run(default);
        (await broker.Read(ask, default)).Value.Values[0].Outcome.ShouldBe(LienThong.Dictionary.ReadOutcome.Unavailable);
        source.Queries.ShouldBeEmpty();

        await db.Execute("update exchange.source set switched_off = false where database = 'test-switch'", [], default);
        await watch.Run(default);
        (await broker.Read(ask, default)).Value.Values[0].Outcome.ShouldBe(LienThong.Dictionary.ReadOutcome.Found);
    }

    [Fact]
    public async Task Calls_are_metered_by_agreement_source_and_day_and_two_nodes_add_up()
    {
        var source = new TestSource("test-meter", "person.fullName", "person.email");
        var one = TestBroker.Over(house, null, source);
        var two = TestBroker.Over(house, null, source);
        var agreement = await house.Agree(new() { Fields = ["person.fullName", "person.email"], Quota = 5 });
        var ask = ExchangeTestExtensions.Ask(agreement, source.Knows(), "person.fullName", "person.email");
        for (var i = 0; i < 3; i++) (await one.Broker.Read(ask, default)).Failed.ShouldBeFalse();
        await one.Meter.Flush(default);
        await two.Meter.Load(default);
        for (var i = 0; i < 2; i++) (await two.Broker.Read(ask, default)).Failed.ShouldBeFalse();
        (await two.Broker.Read(ask, default)).Faults[0].Error.ShouldBe(ExchangeErrors.QuotaExhausted);
        await two.Meter.Flush(default);

        var rows = await house.Db<ExchangeModule>().Many(
            "select source, calls, found, absent, refused from exchange.call_day where agreement = $1 order by source", [agreement],
            r => (r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4)), default);
        rows.ShouldBe([("*", 6, 5, 0, 1), ("test-meter", 5, 5, 5, 0)]);
    }

    private Task<List<string>> News() => house.Db<ExchangeModule>().Many(
        "select type from kernel.outbox where subject = 'test-registry' order by position", [], r => r.GetString(0), default);
}
