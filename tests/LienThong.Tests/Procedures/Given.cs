using LienThong.Kernel.Content;
using LienThong.Kernel.Time;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Forms;
using LienThong.Tests.Architecture;

namespace LienThong.Tests.Procedures;

/// <summary>The two real definitions and facts such as the sources give, for tests of pure rules.</summary>
static class Given
{
    public static readonly DateTimeOffset Now = HanoiTime.At(new DateOnly(2026, 11, 18), new TimeOnly(9, 0)); // a Wednesday

    public static readonly WorkingCalendar Calendar = new([new DateOnly(2026, 11, 24)], []);

    public static ProcedureDefinition Birth { get; } = Read("1.001193");

    public static ProcedureDefinition Residence { get; } = Read("1.004222");

    public static Facts Mother(params (string Key, string? Value)[] changes) => Facts(
    [
        ("applicant/person.number", "099195000001"), ("applicant/person.fullName", "Nguyễn Thị Hoa"), ("applicant/person.sex", "female"),
        ("applicant/person.phone", "0912345678"), ("applicant/person.email", null),
        ("mother/person.number", "099195000001"), ("mother/person.fullName", "Nguyễn Thị Hoa"), ("mother/person.birthDate", "1995-03-07"),
        ("mother/person.ethnicity", "1"), ("mother/person.nationality", "VNM"), ("mother/person.homePlace", "07210"),
        ("mother/residence.permanent", """{"commune":"07210","detail":"Thôn Đông"}"""),
        ("mother/residence.temporary", null), ("mother/person.spouse", """{"number":"099093000002","name":"Trần Văn Bình"}"""), ("mother/marriage.certificateNo", "12/2020"),
        ("mother/birth.noticeNo", "0123/GCS-2026"), ("mother/birth.noticeDate", "2026-11-02"), ("mother/birth.noticeSex", "female"),
        ("mother/birth.noticeFacility", "Bệnh viện Sản Nhi Bắc Ninh"), ("mother/birth.noticePlace", """{"commune":"07213","detail":"Đường Huyền Quang"}"""),
        ("father/person.number", "099093000002"), ("father/person.fullName", "Trần Văn Bình"), ("father/person.birthDate", "1993-05-01"),
        ("father/person.ethnicity", "1"), ("father/person.nationality", "VNM"), ("father/person.homePlace", "07210"),
        ("father/residence.permanent", """{"commune":"07210","detail":"Thôn Đông"}"""),
    ], changes);

    public static Facts Mover(params (string Key, string? Value)[] changes) => Facts(
    [
        ("applicant/person.number", "099195000001"), ("applicant/person.fullName", "Nguyễn Thị Hoa"), ("applicant/person.birthDate", "1995-03-07"),
        ("applicant/person.sex", "female"), ("applicant/person.phone", "0912345678"), ("applicant/person.email", null),
        ("applicant/person.spouse", """{"number":"099093000002","name":"Trần Văn Bình"}"""), ("applicant/residence.permanent", """{"commune":"07210","detail":"Thôn Đông"}"""), ("applicant/household.relationToHead", "spouse"),
        ("applicant/household.head", """{"number":"099093000002","name":"Trần Văn Bình"}"""),
        ("applicant/household.members", """[{"number":"099195000001","name":"Nguyễn Thị Hoa","relation":"spouse"},{"number":"099093000002","name":"Trần Văn Bình","relation":"head"}]"""),
        ("applicant/dwelling.owner", """{"number":"099195000001","name":"Nguyễn Thị Hoa"}"""), ("applicant/dwelling.address", """{"commune":"07213","detail":"Số 5 Lý Thái Tổ"}"""),
    ], changes);

    public static FormState Form(ProcedureDefinition definition, Facts facts, params (string Key, string Value)[] answers) =>
        FormEngine.Evaluate(definition, facts, answers.ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal));

    /// <summary>"!" as a changed value means that the source does not answer; null that it knows nothing.</summary>
    private static Facts Facts((string Key, string? Value)[] known, (string Key, string? Value)[] changes)
    {
        var all = known.ToDictionary(k => k.Key, k => k.Value, StringComparer.Ordinal);
        foreach (var (key, value) in changes) all[key] = value;
        return new Facts(all.Select(f => new Fact
        {
            Role = f.Key.Split('/')[0], Field = f.Key.Split('/')[1], Value = f.Value is "!" ? null : f.Value,
            State = f.Value switch { "!" => FactState.Unavailable, null => FactState.Absent, _ => FactState.Found },
            Database = f.Key.Contains("birth.notice") ? "birth-notice" : f.Key.Contains("dwelling") ? "land" : "population", AsOf = Now, Receipt = Guid.CreateVersion7(),
        }));
    }

    private static ProcedureDefinition Read(string code)
    {
        var report = new ContentReport();
        var files = new ContentFolder(Path.Combine(TheHouse.Root, "content"), report).Yaml<ProcedureDefinition>("procedures/*.yaml");
        return files.Single(f => f.Value.Code == code).Value;
    }
}
