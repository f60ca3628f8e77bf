using LienThong.Population;
using LienThong.Procedures.Forms;

namespace LienThong.Procedures.Outcomes;

/// <summary>From the lines of form CT01 to the registration: Law on Residence 68/2020, art. 20–22.</summary>
internal static class ResidenceOutcome
{
    /// <summary>Roles of those who move along, in the order of the form: <c>mover-01</c>, <c>mover-02</c>.</summary>
    public const string MoverRole = "mover-";

    public static Result<ResidenceRegistration> Registration(OutcomeInput input)
    {
        var joins = input.Value("kind") is "family" || WithSpouse(input);
        var head = input.Subject("head");
        if (joins && head is null) return ProceduresErrors.OutcomeNotReady.With("chủ hộ nơi đến");
        var people = People(input, joins);
        if (joins) return New(input, people) with { HouseholdOf = new PersonId(head.GetValueOrDefault()) };

        var (commune, address) = Place(input);
        if (commune is null || string.IsNullOrEmpty(address)) return ProceduresErrors.OutcomeNotReady.With("xã, phường và địa chỉ nơi đến");
        return New(input, people) with { Commune = commune, Address = address };
    }

    private static ResidenceRegistration New(OutcomeInput input, IReadOnlyList<MovingPerson> people) => new()
    {
        IdempotencyKey = input.IdempotencyKey, People = people, From = input.Today, Document = input.Dossier.Code,
    };

    private static (string? Commune, string? Address) Place(OutcomeInput input)
    {
        var own = input.Value("ownAddress");
        if (OutcomeInput.Member(own, "commune") is { } commune) return (commune, OutcomeInput.Member(own, "detail") ?? input.Shown("ownAddress"));
        return (input.Value("ownTypedCommune") ?? input.Value("commune"), input.Value("ownTypedLine") ?? input.Value("addressLine"));
    }

    private static List<MovingPerson> People(OutcomeInput input, bool joins)
    {
        var applicant = input.Dossier.Applicant;
        var self = WithSpouse(input) ? Relation.Spouse : joins ? RelationOf(input.Value("relationToHead")) : Relation.Head;
        var before = PersonChoice.Read(input.Value("movers"));
        var moving = new List<MovingPerson> { new(new PersonId(applicant), self) };
        var others = input.People.Where(p => p.Role.StartsWith(MoverRole, StringComparison.Ordinal))
            .OrderBy(p => p.Role, StringComparer.Ordinal).Select(p => p.Subject).ToList();
        for (var i = 0; i < others.Count; i++)
        {
            var relation = i < before.Count ? RelationOf(before[i].Relation) : Relation.Other;
            moving.Add(new(new PersonId(others[i]), joins ? Relation.Other : AsSeenFrom(OldRelation(input), relation)));
        }
        return moving;
    }

    private static bool WithSpouse(OutcomeInput input) => input.Value("kind") is "own" && input.Value("withSpouse") is "yes";

    private static Relation OldRelation(OutcomeInput input) => RelationOf(input.Value("oldRelation"));

    /// <summary>How a member stands to the new head, from how both stood to the old one. Where kinship does not follow by itself it stays "other".</summary>
    public static Relation AsSeenFrom(Relation newHead, Relation member) => (newHead, member) switch
    {
        (Relation.Head, _) => member,
        (Relation.Spouse, Relation.Head) => Relation.Spouse,
        (Relation.Spouse, Relation.Child) => Relation.Child,
        (Relation.Child, Relation.Head or Relation.Spouse) => Relation.Parent,
        (Relation.Child, Relation.Child) => Relation.Sibling,
        (Relation.Child, Relation.ChildInLaw) => Relation.Spouse,
        (Relation.Child, Relation.Grandchild) => Relation.Child,
        (Relation.ChildInLaw, Relation.Child) => Relation.Spouse,
        (Relation.ChildInLaw, Relation.Grandchild) => Relation.Child,
        _ => Relation.Other,
    };

    public static Relation RelationOf(string? word) => Enum.TryParse<Relation>(word?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var relation) ? relation : Relation.Other;
}
