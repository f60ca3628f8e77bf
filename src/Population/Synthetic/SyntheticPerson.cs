namespace LienThong.Population.Synthetic;

/// <summary>A person while the families are put together, and then with everything that the register keeps.</summary>
internal sealed class SyntheticPerson
{
    // what the families are built from
    public required bool Man { get; init; }
    public required double Age { get; init; }
    public MaritalStatus Status { get; set; }
    public SyntheticPerson? Father { get; set; }
    public SyntheticPerson? Mother { get; set; }
    public SyntheticPerson? Spouse { get; set; }
    public Family? Home { get; set; }
    public Relation Relation { get; set; }
    /// <summary>Years since death; null for the living.</summary>
    public double? DeadFor { get; init; }
    /// <summary>The spouse who died.</summary>
    public SyntheticPerson? Lost { get; set; }

    // what the register keeps
    public Guid Id { get; set; }
    public long Number { get; set; }
    public DateOnly Birth { get; set; }
    public short BirthPrecision { get; set; } = 3;
    public DateOnly? Died { get; set; }
    public DateOnly? MarriedOn { get; set; }
    public byte Ethnicity { get; set; }
    public short Religion { get; set; }
    public NameWord? Surname { get; set; }
    public SyntheticName Name { get; set; }
    public string? FatherName { get; set; }
    public string? MotherName { get; set; }
    public string BirthPlace { get; set; } = "";
    public string HomePlace { get; set; } = "";
    public string? Cmnd { get; set; }
    public DateOnly? CardIssued { get; set; }
    public string? Phone { get; set; }
    public List<SyntheticStay> Stays { get; } = new(1);
    public DateOnly MemberSince { get; set; }

    /// <summary>The surname of the children of a mother whose husband is not in the register.</summary>
    public NameWord? PartnerSurname { get; set; }

    public bool Adult => Age >= 18;
}

/// <summary>One residence of a person. Until is inclusive.</summary>
internal readonly record struct SyntheticStay(ResidenceKind Kind, string Commune, string Address, Guid? Household, DateOnly From, DateOnly? Until);

/// <summary>A family under one roof: a couple or one adult, their children, and who joined them.</summary>
internal sealed class Family
{
    public List<SyntheticPerson> Members { get; } = new(5);
    public SyntheticPerson? Husband { get; set; }
    public SyntheticPerson? Wife { get; set; }
    /// <summary>Parents of the husband or the wife who live here.</summary>
    public List<SyntheticPerson> Elders { get; } = new(2);
    public bool ElderLed { get; set; }

    public Guid Id { get; set; }
    public CommuneWeight Commune { get; set; }
    public string Address { get; set; } = "";
    public string DossierNumber { get; set; } = "";
    public DateOnly Opened { get; set; }
    public byte Ethnicity { get; set; }
    public double SortKey { get; set; }

    public SyntheticPerson Core => Husband ?? Wife ?? Members[0];
    public bool IsCouple => Husband is not null && Wife is not null;
    public bool IsAlone => Members.Count == 1;

    public void Add(SyntheticPerson person, Relation relation)
    {
        person.Home = this;
        person.Relation = relation;
        Members.Add(person);
    }
}
