using System.Text;
using LienThong.Dictionary;
using LienThong.Exchange;
using LienThong.Exchange.Agreements;
using LienThong.Exchange.Broker;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Ledger;
using LienThong.Population;
using LienThong.Population.Files;
using LienThong.Population.Synthetic;
using LienThong.Tests.Fixture;
using LienThong.Tests.Population;

namespace LienThong.Tests.Exchange;

/// <summary>A list compared in one go: allowed by an agreement, in the ledger before the answer leaves, and on the page of everybody in it.</summary>
public sealed class ComparisonTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly byte[] File = Encoding.UTF8.GetBytes($"number,name\n{DemoPeople.Mother.Number},Ai Đó\n{DemoPeople.Husband.Number},Trần Minh Hoà\n099094999999,Không Có\n");

    [Fact]
    public async Task The_piece_is_in_the_ledger_with_a_commitment_to_persons_and_answer_and_each_person_gets_one_line()
    {
        var order = "CV-" + Guid.CreateVersion7().ToString("N");
        var answer = await Verify(PeopledHouse.Ground with { Basis = new(BasisKind.Order, order) });
        answer.Result.Failed.ShouldBeFalse();

        var piece = (await Entries(order, LedgerKinds.Comparison)).ShouldHaveSingleItem();
        (piece.Actor, piece.Agency, piece.Agreement, piece.Purpose, piece.Details).ShouldBe(
            (PeopledHouse.Ground.Caller.Id, "G01", "population-file-check", "verification", """{"persons":2}"""));
        piece.Fields.ShouldBe(["person.number", "person.fullName"]);
        var kept = await house.Db<ExchangeModule>().One("select subjects from exchange.compared where entry = $1", [piece.Id], r => r.GetFieldValue<Guid[]>(0), Ct);
        kept!.Order().ShouldBe(new[] { DemoPeople.Mother.Id.Value, DemoPeople.Husband.Id.Value }.Order());
        var body = answer.Output[(Array.IndexOf(answer.Output, (byte)'\n') + 1)..].ToArray(); // without the header
        piece.Answer.ShouldBe(RecordComparison.Commitment(piece.Salt, kept!, body));

        await UnfoldComparisons.Do(house.Services, Ct);
        var lines = await Entries(order, LedgerKinds.Read);
        lines.Select(l => l.Subject!.Value).Order().ShouldBe(kept!.Order());
        lines.ShouldAllBe(l => l.At == piece.At && l.Details == $$"""{"comparison":"{{piece.Id}}"}""");
        (await house.Db<ExchangeModule>().One("select count(*) from exchange.compared where entry = $1", [piece.Id], r => r.GetInt64(0), Ct)).ShouldBe(0);
    }

    [Fact]
    public void A_block_of_a_file_of_nothing_but_numbers_fits_into_one_list() => (CsvBlocks.BlockSize / "099094000123\n".Length).ShouldBeLessThanOrEqualTo(IComparison.MostPersons);

    [Fact]
    public async Task A_run_that_was_cut_short_is_repeated_without_a_second_line()
    {
        var order = "CV-" + Guid.CreateVersion7().ToString("N");
        await Verify(PeopledHouse.Ground with { Basis = new(BasisKind.Order, order) });
        var db = house.Db<ExchangeModule>();
        var piece = (await Entries(order, LedgerKinds.Comparison)).Single();
        var subjects = await db.One("select subjects from exchange.compared where entry = $1", [piece.Id], r => r.GetFieldValue<Guid[]>(0), Ct);
        await UnfoldComparisons.Do(house.Services, Ct);
        object?[] again = [piece.Id, piece.At, piece.Actor, piece.Agency, piece.Purpose, piece.Agreement, piece.BasisKind, order, piece.Fields.ToArray(), subjects];
        await db.Execute("""
            insert into exchange.compared (entry, at, actor, agency, purpose, agreement, basis_kind, basis_reference, fields, subjects) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """, again, Ct);
        await UnfoldComparisons.Do(house.Services, Ct);
        (await Entries(order, LedgerKinds.Read)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("purpose", "EXC-0006")]
    [InlineData("agency", "EXC-0005")]
    [InlineData("basis", "EXC-0007")]
    [InlineData("agreement", "EXC-0001")]
    public async Task A_comparison_without_the_right_is_refused_before_anything_is_read_and_the_refusal_stands_in_the_ledger(string wrong, string code)
    {
        var order = "CV-" + Guid.CreateVersion7().ToString("N");
        var ground = PeopledHouse.Ground with { Basis = new(BasisKind.Order, order) };
        ground = wrong switch
        {
            "purpose" => ground with { Purpose = Purpose.Statistics },
            "agency" => ground with { Caller = TestCaller.Official("H05.07210.CA") },
            "basis" => ground with { Basis = new(BasisKind.OwnData, order) },
            _ => ground with { Agreement = "no-such-agreement" },
        };
        var (result, output) = await Verify(ground);
        result.Faults[0].Error.Code.ShouldBe(code);
        output.Length.ShouldBe(0);
        (await Entries(order, LedgerKinds.Refusal)).ShouldHaveSingleItem().Outcome.ShouldBe(code);
    }

    [Fact]
    public async Task A_quota_that_is_used_up_stops_the_file_and_says_so()
    {
        var agreement = await house.Agree(new() { Consumer = "G01", Purpose = "verification", Bases = ["order"], Fields = ["person.number", "person.fullName"], Quota = 1 });
        house.Get<AgreementBook>().Forget();
        var (result, _) = await Verify(PeopledHouse.Ground with { Agreement = agreement });
        result.Faults[0].Error.ShouldBe(ExchangeErrors.QuotaExhausted);
    }

    private async Task<(Result<VerifyFileSummary> Result, byte[] Output)> Verify(VerificationGround ground)
    {
        using var input = new MemoryStream(File);
        using var output = new MemoryStream();
        var result = await house.Population.VerifyFile(ground, input, output, Ct);
        return (result, output.ToArray());
    }

    private async Task<List<LedgerEntry>> Entries(string order, string kind) =>
        [.. (await house.Get<ILedger>().Search(new(From: house.Get<TimeProvider>().GetUtcNow().AddHours(-1), To: house.Get<TimeProvider>().GetUtcNow().AddHours(1), Take: 100), Ct)).Value.Entries.Where(e => e.BasisReference == order && e.Kind == kind)];
}
