using System.Net;
using LienThong.Kernel.Time;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Results;
using LienThong.Population.Synthetic;
using LienThong.Procedures;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Filing;
using LienThong.Procedures.Papers;
using LienThong.Procedures.Work;
using LienThong.Registries;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Procedures;

public sealed class HandlingTests(ProceduresHouse house) : IClassFixture<ProceduresHouse>
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_file_that_is_no_picture_and_no_pdf_is_refused()
    {
        var draft = await house.Start("1.001193");
        var file = new Microsoft.AspNetCore.Http.FormFile(new MemoryStream([0x4D, 0x5A, 1, 2]), 0, 4, "birth-notice", "giay.pdf");
        (await house.Get<UploadPaper>().Run(house.Mother, draft, "birth-notice", file, None)).Faults.Single().Error.ShouldBe(ProceduresErrors.FileKind);
    }

    [Fact]
    public async Task An_officer_of_another_agency_is_refused_with_the_name_of_the_right_one()
    {
        var d = await house.FileBirth("Trần Nguyễn Khác Xã");
        var other = house.Places.Communes("24", new DateOnly(2026, 11, 1)).First(c => c.Code != house.Commune);
        var stranger = ProceduresHouse.Officer(house.Committee.Replace(house.Commune, other.Code));
        var refused = await house.Get<HandleDossier>().Run(stranger, new MoveWish(d.Id, MoveAction.Receive, d.Version, null), None);
        refused.Faults.Single().Error.ShouldBe(ProceduresErrors.OtherAgency);
        var police = await house.Get<HandleDossier>().Run(ProceduresHouse.Officer(house.Police), new MoveWish(d.Id, MoveAction.Receive, d.Version, null), None);
        police.Failed.ShouldBeTrue();
        (await house.Load(d.Id)).National.ShouldBe(1);
    }

    [Fact]
    public async Task Two_officers_who_press_at_once_one_is_done_the_other_told()
    {
        var d = await house.FileBirth("Trần Nguyễn Cùng Lúc");
        var officer = ProceduresHouse.Officer(house.Committee);
        var wish = new MoveWish(d.Id, MoveAction.Receive, d.Version, null);
        var both = await Task.WhenAll(house.Get<HandleDossier>().Run(officer, wish, None), house.Get<HandleDossier>().Run(officer, wish, None));
        both.Count(r => !r.Failed).ShouldBe(1);
        both.Single(r => r.Failed).Faults[0].Error.ShouldBe(KernelErrors.Conflict);
        (await house.Get<DossierShelf>().History(d.Id, None)).Count(h => h.Action == "receive").ShouldBe(1);
    }

    [Fact]
    public async Task A_supplement_pauses_the_dossier_is_asked_once_and_needs_a_reason()
    {
        var officer = ProceduresHouse.Officer(house.Committee);
        var d = await house.Do(officer, await house.FileBirth("Trần Nguyễn Bổ Sung"), MoveAction.Receive);
        var silent = await house.Get<HandleDossier>().Run(officer, new MoveWish(d.Id, MoveAction.AskSupplement, d.Version, "ngắn"), None);
        silent.Faults.Single().Error.ShouldBe(ProceduresErrors.ReasonMissing);
        d = await house.Do(officer, d, MoveAction.AskSupplement, "Ảnh giấy chứng sinh bị mờ, chụp lại giúp.");
        d.National.ShouldBe(5);
        var given = await house.Get<GiveSupplement>().Run(house.Mother, d.Id, d.Version, null, None);
        given.Value.National.ShouldBe(2);
        var again = await house.Get<HandleDossier>().Run(officer, new MoveWish(d.Id, MoveAction.AskSupplement, given.Value.Version, "Vẫn còn mờ, chụp lại lần nữa."), None);
        again.Faults.Single().Error.ShouldBe(ProceduresErrors.SupplementSpent);
    }

    [Fact]
    public async Task A_dossier_keeps_the_version_it_was_filed_under_when_the_next_one_is_published()
    {
        var d = await house.FileBirth("Trần Nguyễn Phiên Bản");
        var next = Given.Birth with { Version = 2, Moves = [.. Given.Birth.Moves.Where(m => m.Action != MoveAction.Withdraw)] };
        await Publish(next);
        try
        {
            (await house.Get<ProcedureLibrary>().Today("1.001193", None))!.Version.ShouldBe(2);
            d.Definition.ShouldBe(1);
            var withdrawn = await house.Get<DossierDesk>().Move(house.Mother, new MoveWish(d.Id, MoveAction.Withdraw, d.Version, null), None);
            withdrawn.Value.National.ShouldBe(7);
        }
        finally
        {
            await house.Db<ProceduresModule>().Execute("delete from procedures.draft where definition = 2", [], None);
            await house.Db<ProceduresModule>().Execute("delete from procedures.definition where code = '1.001193' and version = 2", [], None);
            await house.Get<ProcedureLibrary>().Publish([], new LienThong.Kernel.Content.ContentReport(), None);
        }
    }

    [Fact]
    public async Task A_crash_after_the_signature_loses_nothing()
    {
        var officer = ProceduresHouse.Officer(house.Committee);
        var d = await house.FileBirth("Trần Nguyễn Mất Điện");
        foreach (var action in new[] { MoveAction.Receive, MoveAction.Check, MoveAction.Forward }) d = await house.Do(officer, d, action);
        // The node dies after the signature: the move is written, the register was not called.
        var signed = await house.Get<DossierDesk>().Move(officer, new MoveWish(d.Id, MoveAction.Approve, d.Version, null), None);
        signed.Value.Step.ShouldBe("carryingOut");
        await house.DeliverNews();
        var after = await house.Load(d.Id);
        after.National.ShouldBe(10);
        after.Result.ShouldNotBeNull();
    }

    [Fact]
    public async Task Officers_see_declared_and_registered_values_side_by_side()
    {
        var draft = await house.Start("1.001193");
        await house.Answer(draft, ("childName", "Trần Nguyễn So Sánh"), ("motherName", "Nguyễn Thị Thu Hạ"));
        await house.Upload(draft, "identity-card", [0xFF, 0xD8, 0xFF, 0xE0, 1]);
        var filed = await house.Get<FileDossier>().Run(house.Mother, draft, None);
        filed.Failed.ShouldBeFalse(filed.Failed ? filed.Faults[0].Error.Code + filed.Faults[0].Pointer : "");
        var definition = await house.Get<ProcedureLibrary>().Pinned("1.001193", 1, None);
        var lines = await house.Get<CompareWithRegistry>().Run(ProceduresHouse.Officer(house.Committee), filed.Value, definition, None);
        var name = lines.Single(l => l.Answer.Key == "motherName");
        (name.State, name.Registry).ShouldBe((CompareState.Different, DemoPeople.Mother.FullName));
        lines.Single(l => l.Answer.Key == "fatherName").State.ShouldBe(CompareState.Same);
        lines.Single(l => l.Answer.Key == "childName").State.ShouldBe(CompareState.Declared);
    }

    [Fact]
    public async Task Tracking_needs_the_phone_and_closes_after_five_wrong_guesses()
    {
        var d = await house.FileBirth("Trần Nguyễn Tra Cứu");
        var track = house.Get<TrackDossier>();
        (await track.Run(d.Code.ToLowerInvariant(), d.PhoneTail, None)).Value.Id.ShouldBe(d.Id);
        for (var i = 0; i < 5; i++) (await track.Run(d.Code, "0000", None)).Faults.Single().Error.ShouldBe(ProceduresErrors.TrackingUnknown);
        (await track.Run(d.Code, d.PhoneTail, None)).Faults.Single().Error.ShouldBe(ProceduresErrors.TrackingTooOften);
    }

    [Fact]
    public async Task The_queue_pages_by_keyset_and_shows_each_dossier_once()
    {
        var officer = ProceduresHouse.Officer(house.Committee);
        var filed = await house.FileBirth("Trần Nguyễn Hàng Đợi");
        var page = await house.Get<ReadQueue>().Run(officer, QueueView.New, null, None);
        page.Rows.ShouldContain(r => r.Id == filed.Id);
        page.Rows.Select(r => r.Id).Distinct().Count().ShouldBe(page.Rows.Count);
        (await house.Get<ReadQueue>().Run(officer, QueueView.New, page.Rows[^1].Cursor, None)).Rows.ShouldNotContain(r => r.Id == filed.Id);
        (await house.Get<ReadQueue>().Run(ProceduresHouse.Officer("H05.99999"), QueueView.New, null, None)).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_api_moves_a_dossier_only_with_its_version()
    {
        var d = await house.FileBirth("Trần Nguyễn If Match");
        var client = house.As(ProceduresHouse.Officer(house.Committee));
        (await client.PostOnce($"/api/procedures/v1/dossiers/{d.Id}/receive", new { })).StatusCode.ShouldBe((HttpStatusCode)428);
        client.DefaultRequestHeaders.Add("If-Match", "\"1\"");
        var moved = await client.PostOnce($"/api/procedures/v1/dossiers/{d.Id}/receive", new { });
        moved.StatusCode.ShouldBe(HttpStatusCode.OK);
        moved.Headers.ETag!.Tag.ShouldBe("\"2\"");
        (await client.PostOnce($"/api/procedures/v1/dossiers/{d.Id}/check", new { })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await house.As(house.Mother).PostOnce($"/api/procedures/v1/dossiers/{d.Id}/check", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Measures_move_with_a_dossier_and_lead_to_it()
    {
        var day = house.Get<TimeProvider>().Today();
        var scope = new MeasureScope(day.AddDays(-1), day.AddDays(1));
        var measures = house.Get<MeasureCatalogue>();
        var before = await measures.Evaluate("procedures.filed-online", scope, None);
        var d = await house.FileBirth("Trần Nguyễn Chỉ Tiêu");
        var after = await measures.Evaluate("procedures.filed-online", scope, None);
        (after.Numerator - before.Numerator, after.Denominator - before.Denominator).ShouldBe((1, 1));
        (await measures.Rows("procedures.filed-online", scope, None)).ShouldContain(r => r.Href == $"/dossiers/{d.Id}" && r.Counted);
        var papers = await measures.Evaluate("procedures.papers-not-asked", scope with { Province = "24" }, None);
        papers.Numerator.ShouldBeGreaterThanOrEqualTo(4);
        (await measures.Evaluate("procedures.papers-not-asked", scope with { Province = "01" }, None)).Denominator.ShouldBe(0);
        foreach (var info in measures.All.Where(m => m.Code.StartsWith("procedures."))) (await measures.Rows(info.Code, scope, None)).Count.ShouldBeLessThanOrEqualTo(200);
    }

    private async Task Publish(ProcedureDefinition definition)
    {
        await house.Db<ProceduresModule>().Execute(
            "insert into procedures.definition (code, version, content_hash, effective_from, effective_to, document, loaded_at) values ($1, $2, 'test', $3, $4, $5, $6)",
            [definition.Code, definition.Version, definition.EffectiveFrom, definition.EffectiveTo, LienThong.Kernel.Data.Json.Of(definition), house.Get<TimeProvider>().GetUtcNow()], None);
        await house.Get<ProcedureLibrary>().Publish([], new LienThong.Kernel.Content.ContentReport(), None);
    }
}
