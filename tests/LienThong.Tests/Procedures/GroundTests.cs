using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Time;
using LienThong.Ledger;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Procedures;

/// <summary>A dossier carries a reading only while it is open, for who works on it, about who is in it.</summary>
public sealed class GroundTests(ProceduresHouse house) : IClassFixture<ProceduresHouse>
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task An_open_dossier_lets_its_agency_read_about_the_persons_in_it_and_nobody_else()
    {
        var dossier = await house.FileBirth("Trần Nguyễn Căn Cứ");
        var (mother, stranger) = (house.Mother.Person!.Value, Guid.CreateVersion7());

        (await Code(ProceduresHouse.Officer(house.Committee), dossier.Id.ToString(), mother)).ShouldBeNull();
        (await Code(ProceduresHouse.Officer(house.Committee), dossier.Id.ToString(), stranger)).ShouldBe("EXC-0032");
        (await Code(ProceduresHouse.Officer(OtherCommittee), dossier.Id.ToString(), mother)).ShouldBe("EXC-0032");
        (await Code(ProceduresHouse.Officer(house.Committee), Guid.CreateVersion7().ToString(), mother)).ShouldBe("EXC-0032");
        (await Code(ProceduresHouse.Officer(house.Committee), "HS-1", mother)).ShouldBe("EXC-0032");
        (await house.Get<ILedger>().Search(new(Subject: stranger), None)).Value.Entries[0].Outcome.ShouldBe("EXC-0032");
    }

    [Fact]
    public async Task A_refused_dossier_carries_no_reading_any_more()
    {
        var officer = ProceduresHouse.Officer(house.Committee);
        var dossier = await house.FileBirth("Trần Nguyễn Đã Đóng");
        await house.Do(officer, dossier, MoveAction.Refuse, "Khai sai nơi cư trú của cha mẹ");
        (await house.Load(dossier.Id)).Ended.ShouldBeTrue();
        (await Code(officer, dossier.Id.ToString(), house.Mother.Person!.Value)).ShouldBe("EXC-0032");
    }

    [Fact]
    public async Task A_form_in_progress_carries_the_readings_of_who_began_it()
    {
        var draft = (await house.Start("1.001193")).ToString();
        (await Code(house.Mother, draft, house.Mother.Person!.Value)).ShouldBeNull();
        (await Code(ProceduresHouse.Officer(house.Committee), draft, house.Mother.Person!.Value)).ShouldBe("EXC-0032");
    }

    private string OtherCommittee => house.Places.Communes("24", house.Get<TimeProvider>().Today()).Where(c => c.Code != house.Commune)
        .Select(c => house.Places.CommuneBody(c.Code, CommuneBodyKind.PeoplesCommittee, house.Get<TimeProvider>().Today())!.Code).First();

    private async Task<string?> Code(Caller caller, string reference, Guid subject)
    {
        var request = new DataRequest(caller, "procedures-birth", Purpose.Procedure, new(BasisKind.Dossier, reference), new(subject), [new("person.fullName")]);
        var answer = await house.Get<IDataBroker>().Read(request, None);
        return answer.Failed ? answer.Faults[0].Error.Code : null;
    }
}
