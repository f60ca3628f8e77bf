using LienThong.Dictionary;
using LienThong.Exchange;
using LienThong.Exchange.Broker;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Ledger;
using LienThong.Ledger.Sequencing;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Exchange;

public sealed class BrokerTests(TestHouse house) : IClassFixture<TestHouse>
{
    private readonly TestSource population = new("population", TestBroker.PopulationFields);
    private readonly TestSource insurance = new("health-insurance", "insurance.cardNumber", "insurance.validTo");

    private IDataBroker Broker(ExchangeOptions? options = null) => TestBroker.Over(house, options, population, insurance).Broker;

    [Fact]
    public async Task An_agreed_reading_returns_exactly_the_asked_fields_and_stands_in_the_ledger_when_it_returns()
    {
        var agreement = await house.Agree();
        var person = population.Knows();
        var request = ExchangeTestExtensions.Ask(agreement, person, "person.birthDate", "person.fullName");

        var answer = (await Broker().Read(request, default)).Value;

        answer.Values.Select(v => v.Field.Value).ShouldBe(["person.birthDate", "person.fullName"]);
        answer.Values.ShouldAllBe(v => v.Outcome == ReadOutcome.Found && v.Database == "population" && v.AsOf == TestSource.At);
        answer[new FieldCode("person.fullName")]!.Value.ShouldBe(TestSource.ValueOf(person, new FieldCode("person.fullName")));
        var entry = await house.LastEntryAbout(person);
        entry.Id.ShouldBe(answer.Receipt.Entry);
        entry.At.ShouldBe(answer.Receipt.At);
        entry.Kind.ShouldBe(LedgerKinds.Read);
        (entry.Actor, entry.Agency, entry.Agreement, entry.Purpose, entry.BasisKind, entry.BasisReference, entry.Outcome)
            .ShouldBe((request.Caller.Id, ExchangeTestExtensions.Commune, agreement, "procedure", "dossier", "HS-1", "ok"));
        entry.Fields.ShouldBe(["person.birthDate", "person.fullName"]);
        entry.Answer.ShouldBe(Finish.Commitment(entry.Salt, [.. answer.Values]));
    }

    [Fact]
    public async Task Absent_is_not_unavailable_and_the_ledger_lists_what_was_answered()
    {
        var agreement = await house.Agree(new() { Fields = [.. TestBroker.PopulationFields, "insurance.cardNumber"] });
        var person = population.Knows();
        insurance.Fails = true;

        var answer = (await Broker().Read(ExchangeTestExtensions.Ask(agreement, person, "person.email", "insurance.cardNumber", "person.sex"), default)).Value;

        answer.Values.Select(v => v.Outcome).ShouldBe([ReadOutcome.Absent, ReadOutcome.Unavailable, ReadOutcome.Found]);
        var entry = await house.LastEntryAbout(person);
        entry.Fields.ShouldBe(["person.email", "person.sex"]);
        entry.Outcome.ShouldBe("partial");
    }

    [Fact]
    public async Task A_subject_that_nobody_knows_is_absent_in_every_field_and_logged()
    {
        var stranger = new SubjectId(Guid.CreateVersion7());
        var answer = (await Broker().Read(ExchangeTestExtensions.Ask(await house.Agree(), stranger, "person.fullName"), default)).Value;
        answer.Values.ShouldHaveSingleItem().Outcome.ShouldBe(ReadOutcome.Absent);
        (await house.LastEntryAbout(stranger)).Kind.ShouldBe(LedgerKinds.Read);
    }

    [Fact]
    public async Task A_field_without_any_source_is_unavailable_and_filing_goes_on()
    {
        var agreement = await house.Agree(new() { Fields = ["vehicle.plate"] });
        var subject = new SubjectId(Guid.CreateVersion7());
        var answer = (await Broker().Read(ExchangeTestExtensions.Ask(agreement, subject, "vehicle.plate"), default)).Value;
        answer.Values.ShouldHaveSingleItem().Outcome.ShouldBe(ReadOutcome.Unavailable);
        (await house.LastEntryAbout(subject)).Outcome.ShouldBe("unavailable");
    }

    public static TheoryData<string, string> Refusals => new()
    {
        { "missing agreement", "EXC-0001" },
        { "not approved", "EXC-0002" },
        { "suspended", "EXC-0003" },
        { "ended", "EXC-0004" },
        { "past its last day", "EXC-0004" },
        { "other agency", "EXC-0005" },
        { "neighbour with a longer code", "EXC-0005" },
        { "nobody's agency", "EXC-0005" },
        { "wrong purpose", "EXC-0006" },
        { "wrong basis", "EXC-0007" },
        { "empty basis", "EXC-0031" },
        { "extra field", "EXC-0008" },
        { "unknown field", "EXC-0008" },
        { "same field twice", "EXC-0012" },
        { "no field", "EXC-0012" },
        { "own data of somebody else", "EXC-0011" },
        { "locked person", "EXC-0009" },
        { "quota used", "EXC-0010" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_is_not_agreed_is_refused_with_its_own_code_nothing_is_returned_and_the_ledger_says_so(string what, string code)
    {
        var person = population.Knows(locked: what == "locked person");
        var request = await Refused(what, person);
        var broker = Broker();
        if (what == "quota used") (await broker.Read(request, default)).Failed.ShouldBeFalse();
        population.Queries.Clear();

        var answer = await broker.Read(request, default);

        answer.Failed.ShouldBeTrue();
        answer.Faults.ShouldHaveSingleItem().Error.Code.ShouldBe(code);
        if (what != "locked person") population.Queries.ShouldBeEmpty("a refused reading asks no source");
        var entry = (await house.Get<ILedger>().Search(new LedgerQuery(Subject: person.Value), default)).Value.Entries.Single(e => e.Kind == LedgerKinds.Refusal);
        entry.Outcome.ShouldBe(code);
        entry.Fields.ShouldBeEmpty();
        entry.Agreement.ShouldBe(request.Agreement);
        entry.Actor.ShouldBe(request.Caller.Id);
    }

    private async Task<DataRequest> Refused(string what, SubjectId person)
    {
        var ask = ExchangeTestExtensions.Ask(await house.Agree(), person, "person.fullName");
        return what switch
        {
            "missing agreement" => ask with { Agreement = "no-such" },
            "not approved" => ask with { Agreement = await house.Agree(new() { State = "requested" }) },
            "suspended" => ask with { Agreement = await house.Agree(new() { State = "suspended" }) },
            "ended" => ask with { Agreement = await house.Agree(new() { State = "ended" }) },
            "past its last day" => ask with { Agreement = await house.Agree(new() { To = new DateOnly(2025, 12, 31) }) },
            "other agency" => ask with { Caller = TestCaller.Official("G17") },
            "neighbour with a longer code" => ask with { Caller = TestCaller.Official("H051") },
            "nobody's agency" => ask with { Caller = TestCaller.Person(person.Value) },
            "wrong purpose" => ask with { Purpose = Purpose.Statistics },
            "wrong basis" => ask with { Basis = new Basis(BasisKind.Consent, "C-1") },
            "empty basis" => ask with { Basis = new Basis(BasisKind.Dossier, "") },
            "extra field" => ask with { Fields = [new("person.fullName"), new("person.religion")] },
            "unknown field" => ask with { Fields = [new("person.shoeSize")] },
            "same field twice" => ask with { Fields = [new("person.fullName"), new("person.fullName")] },
            "no field" => ask with { Fields = [] },
            "own data of somebody else" => ask with
            {
                Agreement = await house.Agree(new() { Consumer = "person", Purpose = "ownData", Bases = ["ownData"] }), Purpose = Purpose.OwnData,
                Basis = new Basis(BasisKind.OwnData, "self"), Caller = TestCaller.Person(Guid.CreateVersion7()),
            },
            "quota used" => ask with { Agreement = await house.Agree(new() { Quota = 1 }) },
            _ => ask,
        };
    }

    [Fact]
    public async Task Extra_fields_are_all_named_in_the_refusal()
    {
        var ask = ExchangeTestExtensions.Ask(await house.Agree(), population.Knows(), "person.religion", "person.fullName", "person.bloodGroup");
        var text = (await Broker().Read(ask, default)).Faults[0].Text(System.Globalization.CultureInfo.GetCultureInfo("vi"));
        text.ShouldContain("person.religion, person.bloodGroup");
        text.ShouldNotContain("person.fullName");
    }

    [Fact]
    public async Task An_agreement_may_open_locked_persons_and_a_person_may_read_for_a_dossier_when_it_says_so()
    {
        var dead = population.Knows(locked: true);
        (await Broker().Read(ExchangeTestExtensions.Ask(await house.Agree(new() { Locked = true }), dead, "person.fullName"), default)).Failed.ShouldBeFalse();

        var citizen = TestCaller.Person(Guid.CreateVersion7());
        var filing = ExchangeTestExtensions.Ask(await house.Agree(new() { Persons = true }), population.Knows(), "person.fullName") with { Caller = citizen };
        (await Broker().Read(filing, default)).Failed.ShouldBeFalse();
    }

    [Fact]
    public async Task One_class_agreement_serves_every_commune_and_no_ministry()
    {
        var directory = house.Get<LienThong.Directory.IDirectory>();
        var body = directory.CommuneBody(directory.DemoCommune.Code, LienThong.Directory.CommuneBodyKind.PeoplesCommittee, new DateOnly(2026, 11, 1))!;
        var ask = ExchangeTestExtensions.Ask(await house.Agree(new() { Consumer = "class:commune-pc" }), population.Knows(), "person.fullName");

        (await Broker().Read(ask with { Caller = TestCaller.Official(body.Code) }, default)).Failed.ShouldBeFalse();
        (await Broker().Read(ask with { Caller = TestCaller.Official("G01") }, default)).Faults[0].Error.ShouldBe(ExchangeErrors.ConsumerNotCovered);
    }

    [Fact]
    public async Task Five_hundred_readings_at_once_share_few_queries_and_each_gets_its_own_answer()
    {
        population.Delay = TimeSpan.FromMilliseconds(5);
        var agreement = await house.Agree();
        var people = Enumerable.Range(0, 500).Select(_ => population.Knows()).ToList();
        var broker = Broker(new ExchangeOptions { AgreementsFresh = TimeSpan.FromMinutes(1) });

        var answers = await Task.WhenAll(people.Select(p => Task.Run(() => broker.Read(ExchangeTestExtensions.Ask(agreement, p, "person.fullName", "person.sex"), default))));

        answers.Zip(people).ShouldAllBe(x => x.First.Value.Subject == x.Second && x.First.Value.Values[0].Value == TestSource.ValueOf(x.Second, new FieldCode("person.fullName")));
        population.Queries.Count.ShouldBeLessThan(100);
        population.Queries.Sum().ShouldBe(500);
        var logged = await house.Db<LedgerModule>().One("select count(distinct subject) from ledger.entry where agreement = $1 and kind = 'read'", [agreement], r => r.GetInt64(0), default);
        logged.ShouldBe(500);
    }

    [Fact]
    public async Task A_source_that_takes_long_is_asked_in_parallel_so_that_latecomers_do_not_queue_behind_it()
    {
        var answer = new TaskCompletionSource();
        population.Held = answer.Task;
        var agreement = await house.Agree();
        var broker = Broker(new ExchangeOptions { AgreementsFresh = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromMilliseconds(10), SourceTimeout = TimeSpan.FromMinutes(1) });
        var reads = new List<Task<Result<DataAnswer>>>();
        for (var i = 1; i <= 4; i++)
        {
            reads.Add(broker.Read(ExchangeTestExtensions.Ask(agreement, population.Knows(), "person.fullName"), default));
            while (population.Queries.Count < i) await Task.Delay(5, TestContext.Current.CancellationToken);    // asked although nobody before was answered
        }
        answer.SetResult();
        (await Task.WhenAll(reads)).ShouldAllBe(r => !r.Failed);
        population.Queries.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Two_readers_of_one_person_at_once_ask_the_source_once_and_are_logged_twice()
    {
        population.Delay = TimeSpan.FromMilliseconds(20);
        var agreement = await house.Agree();
        var person = population.Knows();
        var broker = Broker(new ExchangeOptions { BatchesInFlight = 1, AgreementsFresh = TimeSpan.Zero });

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => broker.Read(ExchangeTestExtensions.Ask(agreement, person, "person.sex"), default))));

        population.Queries.Count.ShouldBeLessThan(40);
        (await house.Get<ILedger>().Search(new LedgerQuery(Subject: person.Value, Take: 100), default)).Value.Entries.Count.ShouldBe(40);
    }

    [Fact]
    public async Task A_list_is_answered_in_its_order_with_one_entry_a_person()
    {
        var people = Enumerable.Range(0, 300).Select(_ => population.Knows()).ToList();
        var one = ExchangeTestExtensions.Ask(await house.Agree(), people[0], "person.number");

        var answers = (await Broker().ReadMany(new BulkDataRequest(one.Caller, one.Agreement, one.Purpose, one.Basis, people, one.Fields), default)).Value;

        answers.Select(a => a.Subject).ShouldBe(people);
        answers.Select(a => a.Receipt.Entry).Distinct().Count().ShouldBe(300);
        var many = new BulkDataRequest(one.Caller, one.Agreement, one.Purpose, one.Basis, [.. Enumerable.Repeat(people[0], 1001)], one.Fields);
        (await Broker().ReadMany(many, default)).Faults[0].Error.ShouldBe(ExchangeErrors.TooManySubjects);
    }

    [Fact]
    public async Task When_the_ledger_cannot_be_written_nothing_is_read()
    {
        var ask = ExchangeTestExtensions.Ask(await house.Agree(), population.Knows(), "person.fullName");
        var state = house.Get<LedgerState>();
        state.Stop(LedgerErrors.CannotAppend);
        try
        {
            var answer = await Broker().Read(ask, default);
            answer.Faults[0].Error.ShouldBe(LedgerErrors.CannotAppend);
        }
        finally
        {
            state.Resume();
        }
    }

    [Fact]
    public async Task A_slow_source_costs_its_time_limit_at_most_and_then_nothing_while_it_is_down()
    {
        population.Delay = TimeSpan.FromSeconds(30);
        var options = new ExchangeOptions { SourceTimeout = TimeSpan.FromMilliseconds(150), ProbeEvery = TimeSpan.FromSeconds(1), FailuresUntilDown = 2, AgreementsFresh = TimeSpan.Zero };
        var (broker, sources, _, _) = TestBroker.Over(house, options, population);
        var ask = ExchangeTestExtensions.Ask(await house.Agree(), population.Knows(), "person.fullName");
        for (var i = 0; i < 2; i++) (await broker.Read(ask, default)).Value.Values[0].Outcome.ShouldBe(ReadOutcome.Unavailable);
        (await sources.Gate("population", default))!.Up.ShouldBeFalse();

        population.Queries.Clear();
        for (var i = 0; i < 20; i++) (await broker.Read(ask, default)).Value.Values[0].Outcome.ShouldBe(ReadOutcome.Unavailable);
        population.Queries.ShouldBeEmpty("the fuse is open");

        population.Delay = TimeSpan.Zero;
        await Task.Delay(1100);
        (await broker.Read(ask, default)).Value.Values[0].Outcome.ShouldBe(ReadOutcome.Found);
        (await sources.Gate("population", default))!.Up.ShouldBeTrue();
    }

    [Fact]
    public async Task A_caller_who_leaves_is_logged_all_the_same()
    {
        population.Delay = TimeSpan.FromMilliseconds(1500);          // the caller leaves in the middle, also on a busy machine
        var person = population.Knows();
        var ask = ExchangeTestExtensions.Ask(await house.Agree(), person, "person.fullName");
        using var leave = new CancellationTokenSource(500);
        await Broker().Read(ask, leave.Token);
        leave.IsCancellationRequested.ShouldBeTrue();
        (await house.Get<ILedger>().Search(new LedgerQuery(Subject: person.Value), default)).Value.Entries.Count.ShouldBe(1);
    }
}
