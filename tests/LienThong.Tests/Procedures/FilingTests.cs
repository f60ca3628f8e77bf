using System.Net;
using LienThong.Kernel.Time;
using LienThong.Kernel.Access;
using LienThong.Population;
using LienThong.Population.Synthetic;
using LienThong.Procedures;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Filing;
using LienThong.Procedures.Forms;
using LienThong.Procedures.Papers;
using LienThong.Procedures.Work;
using LienThong.Registries;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Procedures;

public sealed class FilingTests(ProceduresHouse house) : IClassFixture<ProceduresHouse>
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_mother_files_a_birth_with_one_typed_field_and_the_child_gets_a_number_and_a_home()
    {
        var draft = await house.Start("1.001193");
        var open = (await house.Get<Drafts>().Open(house.Mother, draft, None)).Value;
        open.Form.Lines.Where(l => l.Typing).Select(l => l.Key).ShouldBe(["childName"]);
        PaperDecision.Decide(open.Form, new HashSet<string>()).ShouldAllBe(p => p.Verdict == PaperVerdict.Waived && p.Receipts.Any());
        await house.Answer(draft, ("childName", "Trần Nguyễn Minh An"));
        var filed = (await house.Get<FileDossier>().Run(house.Mother, draft, None)).Value;
        filed.Code.ShouldStartWith(house.Committee + "-");
        filed.CompetentAgency.ShouldBe(house.Committee);
        filed.ReceivingAgency.ShouldBe(house.OneStop);
        (filed.PapersNamed, filed.PapersWaived).ShouldBe((4, 4));

        var officer = ProceduresHouse.Officer(house.Committee);
        var d = await house.Do(officer, filed, MoveAction.Receive);
        d.DueAt.ShouldNotBeNull();
        d = await house.Do(officer, d, MoveAction.Check);
        d = await house.Do(officer, d, MoveAction.Forward);
        d = await house.Do(officer, d, MoveAction.Approve);

        (d.Step, d.National, d.Delivery).ShouldBe(("returned", 10, DeliveryStates.Delivered));
        var number = d.Result!.Facts.Single(f => f.Label.Vi == "Số định danh cá nhân").Value;
        number.ShouldStartWith("099");
        var child = await house.Get<IPopulation>().ByNumber(PersonalNumber.Parse(number, null), None);
        child.ShouldNotBeNull();
        var home = await house.Get<PopulationRegister>().Household(child.Value, house.Get<TimeProvider>().Today(), None);
        home!.Commune.ShouldBe(house.Commune);
        (await house.Get<Inbox>().Of(ProceduresHouse.MotherId, None)).ShouldContain(n => n.Dossier == d.Id && n.Title == "Đã có kết quả");
        (await house.Get<DossierShelf>().History(d.Id, None)).Select(h => h.Action).ShouldBe(["file", "receive", "check", "forward", "approve", "carryOut", "return"]);

        // The outbox repeats the order: nothing happens twice.
        await house.DeliverNews();
        (await house.Load(d.Id)).Version.ShouldBe(d.Version);
    }

    [Fact]
    public async Task Filing_the_same_draft_twice_gives_one_dossier()
    {
        var draft = await house.Start("1.001193");
        await house.Answer(draft, ("childName", "Trần Nguyễn Hai Lần"));
        var both = await Task.WhenAll(house.Get<FileDossier>().Run(house.Mother, draft, None), house.Get<FileDossier>().Run(house.Mother, draft, None));
        both[0].Value.Code.ShouldBe(both[1].Value.Code);
        both[0].Value.Id.ShouldBe(draft);
        (await house.Get<Drafts>().Open(house.Mother, draft, None)).Failed.ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_birth_cannot_be_filed_again_while_it_is_being_settled()
    {
        var first = await house.FileBirth("Trần Nguyễn Song Trùng");
        var draft = await house.Start("1.001193");
        await house.Answer(draft, ("childName", "TRẦN NGUYỄN SONG TRÙNG"));
        var again = await house.Get<FileDossier>().Run(house.Mother, draft, None);
        again.Faults.Single().Error.ShouldBe(ProceduresErrors.AlreadyOpen);
        again.Faults.Single().Args.ShouldBe([first.Code]);
    }

    [Fact]
    public async Task The_api_asks_for_a_key_and_answers_a_repeat_with_the_first_answer()
    {
        var client = house.As(house.Mother);
        (await client.PostAsync("/api/procedures/v1/drafts", null, None)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var draft = await house.Start("1.001193");
        await house.Answer(draft, ("childName", "Trần Nguyễn Giao Diện"));
        var first = await client.PostOnce($"/api/procedures/v1/drafts/{draft}/file", new { }, "khoa-thu-nhat");
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        var repeat = await client.PostOnce($"/api/procedures/v1/drafts/{draft}/file", new { }, "khoa-thu-nhat");
        (await repeat.Content.ReadAsStringAsync(None)).ShouldBe(await first.Content.ReadAsStringAsync(None));
    }

    [Fact]
    public async Task What_is_missing_is_told_at_once_and_nothing_is_filed()
    {
        var draft = await house.Start("1.004222");
        var filed = await house.Get<FileDossier>().Run(house.Mother, draft, None);
        filed.Faults.Select(f => f.Error.Code).ShouldContain("PRO-0004");
        filed.Faults.Select(f => f.Error.Code).ShouldContain("PRO-0023");
        (await house.Get<DossierShelf>().Find(draft, None)).ShouldBeNull();
    }

    [Fact]
    public async Task Somebody_else_can_neither_open_the_draft_nor_the_dossier()
    {
        var draft = await house.Start("1.001193");
        var stranger = TestCaller.Person(DemoPeople.Leader.Id.Value, "dossier.file");
        (await house.Get<Drafts>().Open(stranger, draft, None)).Faults.Single().Error.ShouldBe(ProceduresErrors.DraftUnknown);
        var dossier = await house.FileBirth("Trần Nguyễn Riêng Tư");
        (await house.As(stranger).GetAsync($"/api/procedures/v1/my/dossiers/{dossier.Id}", None)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await house.As(house.Mother).GetAsync($"/api/procedures/v1/my/dossiers/{dossier.Id}", None)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Moving_into_the_house_she_owns_a_share_of_joins_her_husbands_household()
    {
        var draft = await house.Start("1.004222");
        await house.Answer(draft, ("kind", "own"));
        var open = (await house.Get<Drafts>().Open(house.Mother, draft, None)).Value;
        open.Form.Lines.Count(l => l.Typing).ShouldBe(0);
        var filed = await house.Get<FileDossier>().Run(house.Mother, draft, None);
        filed.Failed.ShouldBeFalse(filed.Failed ? string.Join("; ", filed.Faults.Select(f => f.Error.Code + f.Pointer)) : "");
        var d = filed.Value;
        d.CompetentAgency.ShouldBe(house.Police);
        d.Money.ShouldBe(MoneyStates.Due);
        d.Fee.ShouldBe(10_000);
        d.PapersWaived.ShouldBe(d.PapersNamed);

        d = await house.Do(ProceduresHouse.Officer(house.Committee), d, MoveAction.Receive); // the committee's counter receives for the police
        var police = ProceduresHouse.Officer(house.Police);
        foreach (var action in new[] { MoveAction.Check, MoveAction.Forward, MoveAction.Approve }) d = await house.Do(police, d, action);
        d.National.ShouldBe(10);
        var today = house.Get<TimeProvider>().Today();
        var home = await house.Get<PopulationRegister>().Household(DemoPeople.Mother.Id, today, None);
        home!.Members.Select(m => m.Person).ShouldContain(DemoPeople.Husband.Id);
    }
}
