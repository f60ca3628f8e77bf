using System.Text.Json.Nodes;
using LienThong.Dictionary;
using LienThong.Registries.Demo;

namespace LienThong.Tests.Registries;

public sealed class DemoDraftsTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private static DemoSubject Person(string number, string name, DateOnly birth, string? spouse = null, string relation = "head") => new(
        new(Guid.CreateVersion7()), number, name, birth, "099194000001", relation,
        spouse is null ? null : new JsonObject { ["number"] = spouse, ["name"] = "TRẦN VĂN NAM", ["nationality"] = "VNM" },
        new JsonObject { ["commune"] = "07210", ["detail"] = "Thôn Đông" });

    [Fact]
    public void Both_sides_of_a_marriage_hold_the_same_certificate()
    {
        var wife = DemoDrafts.Marriage(Person("099195000001", "A", new(1995, 1, 1), "099093000002"), Today, new(2020, 5, 20))!;
        var husband = DemoDrafts.Marriage(Person("099093000002", "B", new(1993, 1, 1), "099195000001"), Today, new(2020, 5, 20))!;
        wife.Values[new("marriage.certificateNo")].ShouldBe(husband.Values[new("marriage.certificateNo")]);
        DemoDrafts.Marriage(Person("099195000001", "A", new(1995, 1, 1)), Today).ShouldBeNull();
    }

    [Fact]
    public void A_person_gets_the_same_record_every_time()
    {
        var person = Person("099195123456", "A", new(1995, 1, 1));
        DemoDrafts.HealthCard(person, Today, "Trạm y tế").Values.ShouldBe(DemoDrafts.HealthCard(person, Today, "Trạm y tế").Values);
        DemoDrafts.Birth(person, Today).Values.ShouldBe(DemoDrafts.Birth(person, Today).Values);
    }

    [Fact]
    public void Nobody_is_registered_before_birth_or_after_today()
    {
        var newborn = DemoDrafts.Birth(Person("099326000001", "A", Today.AddDays(-1)), Today);
        newborn.Values[new("birth.registeredOn")].ShouldBe("2026-11-21");
    }

    [Fact]
    public void Only_the_head_and_the_spouse_of_the_head_hold_the_dwelling()
    {
        DemoDrafts.Dwelling(Person("099195000001", "A", new(1995, 1, 1), relation: "child")).ShouldBeNull();
        DemoDrafts.Dwelling(Person("099195000001", "A", new(1995, 1, 1), relation: "spouse"))!.Values[new("dwelling.right")].ShouldBe("co-owner");
    }

    [Fact]
    public void Nothing_is_made_of_a_real_person()
    {
        SourceCell[] Cells(string number) => [new(number, null, default), new("Hoa", null, default), new("1995-03-07", null, default), default, default, default, default];
        DemoSubject.From(new(new(Guid.CreateVersion7()), false, Cells("024195000123"))).ShouldBeNull();
        DemoSubject.From(new(new(Guid.CreateVersion7()), false, Cells("099195000123"))).ShouldNotBeNull();
        DemoSubject.From(new(new(Guid.CreateVersion7()), true, Cells("099195000123"))).ShouldBeNull();
    }
}
