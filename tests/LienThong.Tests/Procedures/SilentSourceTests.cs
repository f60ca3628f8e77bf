using LienThong.Procedures;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Filing;
using LienThong.Procedures.Papers;
using LienThong.Registries;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Procedures;

public sealed class SilentSourceTests(ProceduresHouse house) : IClassFixture<ProceduresHouse>
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task When_a_source_is_switched_off_its_paper_is_asked_for_and_filing_goes_on_with_an_upload()
    {
        var admin = TestCaller.Official("G01", RegistryScopes.Admin);
        (await house.Get<IRegistries>().SwitchSource(admin, "birth-notice", on: false, "thử nguồn ngừng", None)).Failed.ShouldBeFalse();
        var draft = await house.Start("1.001193");
        var open = (await house.Get<Drafts>().Open(house.Mother, draft, None)).Value;
        var asked = PaperDecision.Decide(open.Form, new HashSet<string>()).Where(p => p.Verdict != PaperVerdict.Waived).ToList();
        asked.Select(p => (p.Paper.Code, p.Reason)).ShouldBe([("birth-notice", AskReason.SourceUnavailable)]);
        await house.Answer(draft, ("childName", "Trần Nguyễn Tắt Nguồn"), ("childBirthDate", "2/11/2026"), ("childSex", "female"),
            ("childBirthPlace", "Bệnh viện Sản Nhi"), ("childBirthCommune", house.Commune), ("noticeNo", "99/GCS"));
        (await house.Get<FileDossier>().Run(house.Mother, draft, None)).Faults.Select(f => f.Error.Code).ShouldBe(["PRO-0015"]);

        await house.Upload(draft, "birth-notice", "%PDF-1.7 giấy chứng sinh"u8.ToArray());
        var filed = (await house.Get<FileDossier>().Run(house.Mother, draft, None)).Value;
        (filed.PapersNamed, filed.PapersWaived).ShouldBe((4, 3));
        var proof = (await house.Get<DossierShelf>().Proofs(filed.Id, None)).Single(p => p.Paper == "birth-notice");
        (proof.Verdict, proof.Reason).ShouldBe(("provided", "sourceUnavailable"));
    }
}
