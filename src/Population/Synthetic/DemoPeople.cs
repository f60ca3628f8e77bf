using LienThong.Kernel.Text;

namespace LienThong.Population.Synthetic;

/// <summary>A person whom the demonstration counts on: always there, with the same key, number and name.</summary>
public sealed record DemoPerson(string Key, PersonId Id, PersonalNumber Number, string FullName, DateOnly BirthDate, Sex Sex);

/// <summary>A newborn who waits for registration: known to the hospital, not yet to the register. The parents choose the name.</summary>
public sealed record DemoNewborn(DateOnly BirthDate, Sex Sex, string SuggestedName, PersonId Mother, PersonId Father);

/// <summary>
/// The guaranteed people of the demonstration, in province 24 (Bắc Ninh). The mother lives with her husband in the demo commune by temporary residence; her permanent residence is still
/// with her parents in another commune, so a move into her husband's household is due. The officials live in the demo commune.
/// </summary>
public static class DemoPeople
{
    /// <summary>Two-digit code of the demo province.</summary>
    public const string Province = "24";

    /// <summary>The citizen of the demonstration.</summary>
    public static readonly DemoPerson Mother = Make(0, "mother", "Nguyễn Thị Thu Hà", new(1997, 3, 14), Sex.Female);
    /// <summary>Her husband, head of the household that she will join.</summary>
    public static readonly DemoPerson Husband = Make(1, "husband", "Trần Minh Hoà", new(1994, 8, 22), Sex.Male);
    /// <summary>The husband's mother, member of his household.</summary>
    public static readonly DemoPerson Grandmother = Make(2, "grandmother", "Phạm Thị Thủy", new(1966, 1, 9), Sex.Female);
    /// <summary>The mother's father, head of the household where she is still registered.</summary>
    public static readonly DemoPerson MothersFather = Make(3, "mothers-father", "Nguyễn Văn Bình", new(1969, 11, 2), Sex.Male);
    /// <summary>The mother's mother.</summary>
    public static readonly DemoPerson MothersMother = Make(4, "mothers-mother", "Lê Thị Hường", new(1971, 6, 25), Sex.Female);
    /// <summary>One-stop officer of the demo commune.</summary>
    public static readonly DemoPerson Officer = Make(5, "officer", "Vũ Thị Ngọc Lan", new(1990, 5, 17), Sex.Female);
    /// <summary>Data owner at the keeper of the population database.</summary>
    public static readonly DemoPerson Owner = Make(6, "owner", "Đặng Quốc Cường", new(1983, 12, 3), Sex.Male);
    /// <summary>Engineer of the IT centre.</summary>
    public static readonly DemoPerson Integrator = Make(7, "integrator", "Hoàng Đức Tùng", new(1992, 9, 28), Sex.Male);
    /// <summary>Programme officer.</summary>
    public static readonly DemoPerson Programme = Make(8, "programme", "Bùi Thanh Huyền", new(1987, 2, 11), Sex.Female);
    /// <summary>Vice-chair of the province.</summary>
    public static readonly DemoPerson Leader = Make(9, "leader", "Ngô Văn Thắng", new(1974, 7, 30), Sex.Male);
    /// <summary>Inspector of data use.</summary>
    public static readonly DemoPerson Inspector = Make(10, "inspector", "Đỗ Thị Minh Nguyệt", new(1980, 10, 19), Sex.Female);
    /// <summary>Administrator of the instance.</summary>
    public static readonly DemoPerson Administrator = Make(11, "administrator", "Lý Anh Quân", new(1988, 4, 6), Sex.Male);

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<DemoPerson> All =
        [Mother, Husband, Grandmother, MothersFather, MothersMother, Officer, Owner, Integrator, Programme, Leader, Inspector, Administrator];

    /// <summary>The newborn of the mother, born nine days before <paramref name="today"/>: well inside the 60 days for registering (Law on Civil Status 60/2014 art. 15).</summary>
    public static DemoNewborn Newborn(DateOnly today) => new(today.AddDays(-9), Sex.Female, "Trần Nguyễn Minh An", Mother.Id, Husband.Id);

    private static DemoPerson Make(int index, string key, string name, DateOnly born, Sex sex)
    {
        var series = PersonalNumbers.Series(99, sex, born.Year);
        var id = new Guid($"019b0000-0000-7{index:x3}-8000-0000000dec0d");
        return new(key, new(id), PersonalNumber.Of(PersonalNumbers.Number(series, PersonalNumbers.GeneratedEnd + index)), VietnameseName(name), born, sex);
    }

    private static string VietnameseName(string name) => VietnameseText.Normalise(name);
}

/// <summary>Puts the people of the demonstration into families as the register keeps them.</summary>
internal static class DemoFamilies
{
    public static SyntheticPool Make(SyntheticPlan plan)
    {
        var elsewhere = plan.CommunesOf(DemoPeople.Province).FirstOrDefault(c => c.Code != plan.Demo.Code && !c.Urban);
        if (elsewhere.Code is null) elsewhere = plan.Demo;
        List<Family> families = [];
        var home = Family(families, plan.Demo, "Số 18, đường Hoàng Văn Thụ, tổ dân phố 5", new(2019, 3, 1));
        var parents = Family(families, elsewhere, "Thôn Đông", new(1995, 5, 20));
        var father = Person(parents, DemoPeople.MothersFather, Relation.Head);
        var mothersMother = Person(parents, DemoPeople.MothersMother, Relation.Spouse);
        var mother = Person(parents, DemoPeople.Mother, Relation.Child);
        var husband = Person(home, DemoPeople.Husband, Relation.Head);
        var grandmother = Person(home, DemoPeople.Grandmother, Relation.Parent);
        Wed(father, mothersMother, new(1994, 12, 10));
        Wed(husband, mother, new(2025, 10, 18));
        grandmother.Status = MaritalStatus.Widowed;
        (mother.Father, mother.Mother, husband.Mother, husband.FatherName) = (father, mothersMother, grandmother, "Trần Đình Phúc");
        var from = new DateOnly(2025, 11, 3);
        mother.Stays.Add(new(ResidenceKind.Temporary, plan.Demo.Code, home.Address, home.Id, from, from.AddYears(2).AddDays(-1)));
        foreach (var official in DemoPeople.All.Skip(5))
        {
            var own = Family(families, plan.Demo, $"Số {20 + families.Count * 2}, đường Lê Lợi, tổ dân phố {families.Count}", new(2017, 6, 1));
            Person(own, official, Relation.Head);
        }

        return new(families, [.. families.SelectMany(f => f.Members)]);
    }

    private static Family Family(List<Family> families, CommuneWeight commune, string address, DateOnly opened)
    {
        var family = new Family
        {
            Id = new Guid($"019b0000-0001-7{families.Count:x3}-8000-0000000dec0d"), Commune = commune, Address = address, Opened = opened,
            DossierNumber = $"{commune.Code}-9999{families.Count:D4}", Ethnicity = Ethnicities.Kinh,
        };
        families.Add(family);
        return family;
    }

    private static SyntheticPerson Person(Family family, DemoPerson demo, Relation relation)
    {
        var name = demo.FullName;
        var person = new SyntheticPerson
        {
            Man = demo.Sex == Sex.Male, Age = 30, Status = MaritalStatus.Single, Id = demo.Id.Value, Number = demo.Number.Value, Birth = demo.BirthDate, Ethnicity = Ethnicities.Kinh,
            Name = new(name, VietnameseText.CanonicalKey(name), VietnameseText.SearchKey(name)),
            HomePlace = family.Commune.Code, BirthPlace = family.Commune.Code, CardIssued = new(2021, 7, 15), Phone = "0100000" + demo.Number.ToString()[^3..],
        };
        person.MemberSince = person.Birth > family.Opened ? person.Birth.AddDays(30) : family.Opened;
        person.Stays.Add(new(ResidenceKind.Permanent, family.Commune.Code, family.Address, family.Id, person.MemberSince, null));
        family.Add(person, relation);
        return person;
    }

    private static void Wed(SyntheticPerson husband, SyntheticPerson wife, DateOnly on)
    {
        (husband.Spouse, wife.Spouse, husband.MarriedOn, wife.MarriedOn) = (wife, husband, on, on);
        husband.Status = wife.Status = MaritalStatus.Married;
    }
}
