using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Numbers;
using LienThong.Population.Synthetic;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Population;

/// <summary>Numbers taken along for work without a line, and brought back.</summary>
public sealed class NumberBlockTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static readonly int Year = HanoiTime.Today(TimeProvider.System).Year;
    private readonly INumberBlocks blocks = house.Get<INumberBlocks>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static NumberBlockRequest Request(int size, Sex sex = Sex.Female, string commune = "07210") => new(PeopledHouse.Key(), commune, sex, Year, size);

    private static OfflineBirth Paper(PersonalNumber number, string name) =>
        new(number, PeopledHouse.Birth("set by the reconciliation", name, Sex.Female, new(Year, 1, 5), DemoPeople.Grandmother.Id) with { HouseholdOf = null });

    [Fact]
    public async Task Two_hundred_clerks_who_take_blocks_and_register_at_once_never_share_a_number()
    {
        var given = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            if (i % 4 == 0) return (await blocks.Take(PeopledHouse.Clerk, Request(25, Sex.Female, i % 8 == 0 ? "07210" : "07213"), Ct)).Value.Numbers;
            var born = await house.Population.RegisterBirth(PeopledHouse.Clerk, PeopledHouse.Birth(PeopledHouse.Key(), $"Lê Thị Mới {(char)('A' + i % 26)}{(char)('a' + i / 26)}", Sex.Female, new(Year, 2, 2), DemoPeople.Grandmother.Id) with
            {
                HouseholdOf = null, BirthRegistrationPlace = i % 2 == 0 ? "07210" : "07213",
            }, Ct);
            return (IReadOnlyList<PersonalNumber>)[born.Value.Number];
        })));
        var numbers = given.SelectMany(n => n).ToList();
        numbers.Count.ShouldBe(50 * 25 + 150);
        numbers.Distinct().Count().ShouldBe(numbers.Count);
        numbers.ShouldAllBe(n => n.IsSynthetic);
    }

    [Fact]
    public async Task What_was_registered_on_paper_is_entered_once_and_unused_numbers_come_back()
    {
        var block = (await blocks.Take(PeopledHouse.Clerk, Request(6), Ct)).Value;
        var first = new BlockReconciliation(block.Block, [Paper(block.Numbers[0], "Phạm Thị Sớm"), Paper(block.Numbers[1], "Phạm Thị Trưa")], Close: false);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => blocks.Reconcile(PeopledHouse.Clerk, first, Ct))));
        answers.SelectMany(a => a.Value.Outcomes).ShouldAllBe(o => o.Outcome == "registered" || o.Outcome == "repeated");
        answers.SelectMany(a => a.Value.Outcomes).Count(o => o.Outcome == "registered").ShouldBe(2);
        answers.SelectMany(a => a.Value.Outcomes).Select(o => o.Child).Distinct().Count().ShouldBe(2);

        var online = await house.Population.RegisterBirth(PeopledHouse.Clerk, PeopledHouse.Birth(PeopledHouse.Key(), "Phạm Thị Chiều", Sex.Female, new(Year, 1, 5), DemoPeople.Grandmother.Id) with { HouseholdOf = null }, Ct);
        var last = new BlockReconciliation(block.Block,
            [Paper(block.Numbers[2], "Phạm Thị Chiều"), Paper(PersonalNumber.Parse("099326000001", null), "Phạm Thị Lạ"), Paper(block.Numbers[3], "1")], Close: true);
        var done = (await blocks.Reconcile(PeopledHouse.Clerk, last, Ct)).Value;
        done.Outcomes.Select(o => (o.Outcome, o.Code)).ShouldBe([("duplicate", null), ("refused", "POP-0086"), ("refused", "POP-0015")]);
        done.Closed.ShouldBeFalse("what was refused can be put right and sent again");
        (await house.Population.ByNumber(block.Numbers[2], Ct)).ShouldBe(online.Value.Child, "the number on the paper leads to the child");

        (await blocks.Reconcile(TestCaller.Official("H05.07213", "population.manage"), last, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.BlockOfOthers);
        var closed = (await blocks.Reconcile(PeopledHouse.Clerk, new(block.Block, [], Close: true), Ct)).Value;
        (closed.Closed, closed.Returned).ShouldBe((true, 3));
        (await blocks.Reconcile(PeopledHouse.Clerk, new(block.Block, [Paper(block.Numbers[4], "Phạm Thị Muộn")], true), Ct)).Value.Outcomes[0].Code.ShouldBe("POP-0085");
        var next = (await blocks.Take(PeopledHouse.Clerk, Request(3), Ct)).Value;
        next.Numbers.ShouldBe([block.Numbers[3], block.Numbers[4], block.Numbers[5]], ignoreOrder: true);
        (await blocks.BlocksOf("07210", Ct)).Single(b => b.Block == block.Block).Used.ShouldBe(3);
    }

    [Fact]
    public async Task A_block_is_limited_and_repeating_gives_the_same_numbers()
    {
        (await blocks.Take(PeopledHouse.Clerk, Request(501), Ct)).Faults[0].Error.ShouldBe(PopulationErrors.BlockSize);
        (await blocks.Take(PeopledHouse.Clerk, Request(5) with { BirthYear = 1990 }, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.BlockYear);
        var request = Request(4);
        var once = (await blocks.Take(PeopledHouse.Clerk, request, Ct)).Value;
        var again = (await blocks.Take(PeopledHouse.Clerk, request, Ct)).Value;
        again.Repeated.ShouldBeTrue();
        again.Numbers.ShouldBe(once.Numbers);
    }
}

/// <summary>An instance that is no demonstration.</summary>
public sealed class RealHouse(PostgresRun run) : TestHouse(run)
{
    protected override bool Demo => false;
}

public sealed class RealNumberTests(RealHouse house) : IClassFixture<RealHouse>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Outside_the_demonstration_numbers_begin_with_the_province_and_never_with_099()
    {
        var born = await house.Get<IPopulation>().RegisterBirth(PeopledHouse.Clerk, PeopledHouse.Birth(PeopledHouse.Key(), "Lê Thật", Sex.Female) with
        {
            Mother = null, Father = null, HouseholdOf = null, Ethnicity = 1, HomePlace = "07210",
        }, Ct);
        born.Value.Number.ToString().ShouldStartWith("024326", customMessage: "07210 lies in Bắc Ninh, code 24");
        var block = await house.Get<INumberBlocks>().Take(PeopledHouse.Clerk, new(PeopledHouse.Key(), "07210", Sex.Male, 2026, 20), Ct);
        block.Value.Numbers.ShouldAllBe(n => !n.IsSynthetic);
        var fake = await house.Get<INumberBlocks>().Reconcile(PeopledHouse.Clerk, new(block.Value.Block,
            [new(PersonalNumber.Parse("099226000001", null), PeopledHouse.Birth("x", "Lê Giả", Sex.Male))], false), Ct);
        fake.Value.Outcomes[0].Code.ShouldBe("POP-0086");
        NumberPrefix.Belongs(house.Get<HouseOptions>(), PersonalNumber.Parse("099226000001", null)).ShouldBeFalse();
    }
}
