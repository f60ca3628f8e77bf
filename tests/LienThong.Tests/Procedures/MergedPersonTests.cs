using LienThong.Kernel.Access;
using LienThong.Population;
using LienThong.Population.Synthetic;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Tests.Fixture;
using LienThong.Tests.Population.Duplicates;

namespace LienThong.Tests.Procedures;

/// <summary>The record of an applicant goes into another one while a dossier is open. Everything goes through the outbox.</summary>
public sealed class MergedPersonTests(ProceduresHouse house) : IClassFixture<ProceduresHouse>
{
    [Fact]
    public async Task The_dossier_follows_the_survivor_and_the_officer_is_told_until_the_merge_is_undone()
    {
        var survivor = await house.Homeless(Sex.Female, new DateOnly(1997, 3, 14));
        var dossier = await house.FileBirth("Trần Nguyễn Gộp Mẹ");
        var number = (await house.Get<IPopulation>().NumbersOf([survivor], default))[survivor].ToString();
        using var officer = house.As(ProceduresHouse.Officer(house.Committee));
        using var her = house.As(TestCaller.Person(survivor.Value, "citizen.own", "dossier.file"));
        (await her.GetStringAsync("/my/dossiers")).ShouldNotContain(dossier.Code);

        (await house.Merge(survivor, DemoPeople.Mother.Id)).Failed.ShouldBeFalse();
        await house.DeliverNews();
        await house.DeliverNews();

        (await her.GetStringAsync("/my/dossiers")).ShouldContain(dossier.Code);
        (await her.GetStringAsync($"/my/dossiers/{dossier.Id}")).ShouldContain(dossier.Code);
        (await house.Get<DossierShelf>().Of(DemoPeople.Mother.Id.Value, default)).ShouldBeEmpty();
        (await house.Get<Inbox>().Of(survivor.Value, default)).Count(n => n.Dossier == dossier.Id).ShouldBe(1, "told once");
        var page = System.Net.WebUtility.HtmlDecode(await officer.GetStringAsync($"/work/{dossier.Id}"));
        page.ShouldContain($"đã được gộp vào người có số định danh {number}");
        page.ShouldContain("QĐ-7/2026");

        (await house.Unmerge(DemoPeople.Mother.Id)).Failed.ShouldBeFalse();
        await house.DeliverNews();
        (await house.Get<DossierShelf>().Of(survivor.Value, default)).ShouldBeEmpty();
        (await house.Load(dossier.Id)).Applicant.ShouldBe(DemoPeople.Mother.Id.Value);
        (await officer.GetStringAsync($"/work/{dossier.Id}")).ShouldNotContain(number);
    }

    [Fact]
    public async Task A_birth_is_registered_for_the_survivor()
    {
        var dossier = await house.FileBirth("Trần Nguyễn Con Gộp");
        var survivor = await house.Homeless(Sex.Female, new DateOnly(1997, 3, 14));
        (await house.Merge(survivor, DemoPeople.Mother.Id)).Failed.ShouldBeFalse();
        await house.DeliverNews();
        var officer = ProceduresHouse.Officer(house.Committee);
        foreach (var action in new[] { MoveAction.Receive, MoveAction.Check, MoveAction.Forward, MoveAction.Approve }) dossier = await house.Do(officer, dossier, action);
        await house.DeliverNews();
        (await house.Load(dossier.Id)).National.ShouldBe(10);
        (await house.Db<PopulationModule>().One("select count(*) from population.person p where p.mother = $1 and p.full_name = 'Trần Nguyễn Con Gộp'", [survivor.Value], r => r.GetInt64(0), default)).ShouldBe(1);
        (await house.Unmerge(DemoPeople.Mother.Id)).Failed.ShouldBeFalse();
        await house.DeliverNews();
    }
}
