using System.Collections.Concurrent;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Exchange;
using LienThong.Exchange.Agreements;
using LienThong.Exchange.Broker;
using LienThong.Exchange.Metering;
using LienThong.Exchange.Sources;
using LienThong.Kernel.Access;
using LienThong.Ledger;
using LienThong.Tests.Fixture;
using Microsoft.Extensions.Logging.Abstractions;

namespace LienThong.Tests.Exchange;

/// <summary>A database of another agency, as far as the broker sees it: answers, is slow, fails, and remembers how it was asked.</summary>
sealed class TestSource(string database, params string[] fields) : IFieldSource
{
    private readonly ConcurrentDictionary<SubjectId, bool> people = new();

    public string Database => database;

    public IReadOnlyCollection<FieldCode> Fields { get; } = [.. fields.Select(f => new FieldCode(f))];

    public ConcurrentQueue<int> Queries { get; } = new();

    public bool Fails { get; set; }

    public TimeSpan Delay { get; set; }

    /// <summary>What every query waits for before it answers.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    public SubjectId Knows(bool locked = false)
    {
        var subject = new SubjectId(Guid.CreateVersion7());
        people[subject] = locked;
        return subject;
    }

    public async Task<IReadOnlyList<SourceRow>> Read(IReadOnlyList<SubjectId> subjects, IReadOnlyList<FieldCode> asked, CancellationToken ct)
    {
        Queries.Enqueue(subjects.Count);
        subjects.Count.ShouldBeLessThanOrEqualTo(256);
        subjects.Distinct().Count().ShouldBe(subjects.Count);
        if (Delay > TimeSpan.Zero) await Task.Delay(Delay, ct);
        await Held.WaitAsync(ct);
        if (Fails) throw new SourceUnavailableException(database, "down for the test");
        await Task.Yield();
        return [.. subjects.Where(people.ContainsKey).Select(s => new SourceRow(s, people[s], [.. asked.Select(f => Cell(s, f))]))];
    }

    public static string ValueOf(SubjectId subject, FieldCode field) => $"{field} of {subject}";

    private static SourceCell Cell(SubjectId subject, FieldCode field) =>
        field.Value == "person.email" ? new SourceCell(null, null, At) : new SourceCell(ValueOf(subject, field), null, At);

    public static readonly DateTimeOffset At = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
}

/// <summary>The dossiers that tests cite: HS-1 is open for everybody, no other is.</summary>
sealed class TestDossiers : IGround
{
    public BasisKind Kind => BasisKind.Dossier;

    public ValueTask<bool> Stands(DataRequest request, SubjectId subject, CancellationToken ct) => ValueTask.FromResult(request.Basis.Reference == "HS-1");
}

/// <summary>A broker of the house over sources of a test.</summary>
sealed record TestBroker(IDataBroker Broker, SourceSwitchboard Sources, AgreementBook Book, Meter Meter)
{
    public static readonly string[] PopulationFields = ["person.fullName", "person.birthDate", "person.sex", "person.number", "person.email"];

    public static TestBroker Over(TestHouse house, ExchangeOptions? options, params IFieldSource[] sources)
    {
        options ??= new ExchangeOptions { AgreementsFresh = TimeSpan.Zero };
        var (dictionary, directory, ledger) = (house.Get<IDictionary>(), house.Get<IDirectory>(), house.Get<ILedger>());
        var db = house.Db<ExchangeModule>();
        var meter = new Meter(db, TimeProvider.System);
        var finish = new Finish(ledger, meter, TimeProvider.System, NullLogger<Finish>.Instance);
        var board = new SourceSwitchboard(new LiveSources(sources, []), finish, options, TimeProvider.System, NullLogger<SourceSwitchboard>.Instance);
        var book = new AgreementBook(db, dictionary, options, TimeProvider.System);
        var admission = new Admission(book, [new TestDossiers()], directory, ledger, meter, TimeProvider.System);
        var comparisons = new RecordComparison(db, ledger, admission, meter, TimeProvider.System);
        return new TestBroker(new DataBroker(admission, board, dictionary, comparisons), board, book, meter);
    }
}

static class ExchangeTestExtensions
{
    public const string Commune = "H05.07210";

    /// <summary>An agreement in force, written as the owner's approval leaves it.</summary>
    public static async Task<string> Agree(this TestHouse house, Terms? terms = null)
    {
        terms ??= new Terms();
        var code = "t-" + Guid.CreateVersion7().ToString("N")[16..];
        object?[] args =
        [
            code, new[] { terms.Consumer }, terms.Persons, terms.Purpose, terms.Bases, terms.Fields ?? TestBroker.PopulationFields, terms.Locked, terms.Quota, terms.To, terms.State,
        ];
        await house.Db<ExchangeModule>().Execute("""
            insert into exchange.agreement (code, vi, en, why, consumers, persons, purpose, bases, fields, locked_persons, quota_per_day, legal_basis, valid_from, valid_to, state, origin, requested_by)
            values ($1, 'Thử', 'Test', 'thử nghiệm', $2, $3, $4, $5, $6, $7, $8, 'Luật thử', '2020-01-01', $9, $10, 'request', 'test')
            """, args, default);
        return code;
    }

    /// <summary>What an agreement of a test says where it differs from: province H05, for procedures, by dossier.</summary>
    public sealed record Terms
    {
        public string[]? Fields { get; init; }
        public string Consumer { get; init; } = "H05";
        public string Purpose { get; init; } = "procedure";
        public string State { get; init; } = "approved";
        public bool Locked { get; init; }
        public int? Quota { get; init; }
        public DateOnly? To { get; init; }
        public bool Persons { get; init; }
        public string[] Bases { get; init; } = ["dossier"];
    }

    public static DataRequest Ask(string agreement, SubjectId subject, params string[] fields) => new(
        TestCaller.Official(Commune), agreement, Purpose.Procedure, new Basis(BasisKind.Dossier, "HS-1"), subject, [.. fields.Select(f => new FieldCode(f))]);

    public static async Task<LedgerEntry> LastEntryAbout(this TestHouse house, SubjectId subject) =>
        (await house.Get<ILedger>().Search(new LedgerQuery(Subject: subject.Value), default)).Value.Entries[0];
}
