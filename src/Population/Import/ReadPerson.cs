using System.Globalization;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Files;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;

namespace LienThong.Population.Import;

/// <summary>What the reading of rows rests on: lists of the dictionary, areas, the day of the data, whether reserved numbers are allowed (demonstration).</summary>
internal sealed record ReadingGround(DictionaryEdition Dictionary, AreaWords Areas, IReadOnlySet<int> Provinces, DateOnly AsOf, bool Demo)
{
    /// <summary>Every two-digit code that was ever a province.</summary>
    public static IReadOnlySet<int> ProvincesOf(IDirectory directory) =>
        Enumerable.Range(1, 98).Where(p => directory.LivesOf(p.ToString("D2", CultureInfo.InvariantCulture)).Count > 0).ToHashSet();
}

/// <summary>One row of a file → a person as the register keeps them, with every fault of every item. Knows neither database nor clock.</summary>
internal sealed class ReadPerson(TableRow row, ImportMapping mapping, ReadingGround ground, Func<Guid> newKey, List<RowFinding> findings)
{
    /// <summary>The person, or null when the row could not be taken apart.</summary>
    public PersonDraft? Read()
    {
        if (row.Fault != RowFault.None)
        {
            Refuse(ErrorOf(row.Fault), ImportItems.Row);
            return null;
        }
        var draft = new PersonDraft { Line = row.Line, Person = newKey(), Household = newKey() };
        Identity(draft);
        Lists(draft);
        Papers(draft);
        Places(draft);
        Parents(draft);
        Home(draft);
        return draft;
    }

    private static Error ErrorOf(RowFault fault) => fault switch
    {
        RowFault.Quote => ImportErrors.Quote,
        RowFault.CellCount => ImportErrors.CellCount,
        RowFault.TooLong => ImportErrors.CellTooLong,
        RowFault.Control => ImportErrors.Control,
        _ => ImportErrors.Json,
    };

    private void Identity(PersonDraft draft)
    {
        draft.Number = Number(ImportItems.Number, needed: true);
        draft.FullName = Name(ImportItems.FullName, needed: true);
        if (draft.FullName is { } name) (draft.NameKey, draft.SearchKey) = (VietnameseText.CanonicalKey(name), VietnameseText.SearchKey(name));
        draft.OtherNames = Name(ImportItems.OtherNames, needed: false);
        if (Needed(ImportItems.BirthDate) is { } written)
        {
            if (!WrittenDate.TryParse(written, out var birth)) Refuse(ImportErrors.DateWrong, ImportItems.BirthDate);
            else if (birth.Earliest > ground.AsOf || birth.Latest < ground.AsOf.AddYears(-130)) Refuse(ImportErrors.BirthImpossible, ImportItems.BirthDate);
            else draft.Birth = birth;
            if (draft.Birth is { Precision: not DatePrecision.Day }) draft.BirthDeclared = written;
        }
        if (Needed(ImportItems.Sex) is { } sex) draft.Sex = SexOf(sex);
        if (draft is { Number: { } number, Sex: { } known, Birth: { } born }) Compare(PersonalNumber.Of(number), known, born);
    }

    // no check digit: sex and year in the number are a hint, never a ground to refuse (Decree 137/2015 art. 13)
    private void Compare(PersonalNumber number, Sex sex, PartialDate birth)
    {
        var man = number.CenturyDigit % 2 == 0;
        if ((sex != Sex.Undetermined && man != (sex == Sex.Male)) || (birth.Year is { } year && year != number.BirthYear))
            findings.Add(new(row.Line, RowFinding.Remark, ImportErrors.NumberRemark, ImportItems.Number));
    }

    private Sex? SexOf(string written)
    {
        switch (WrittenCode.Fold(written))
        {
            case "nam" or "male" or "m" or "trai": return Sex.Male;
            case "nu" or "female" or "f" or "gai": return Sex.Female;
            case "undetermined" or "chua xac dinh" or "chua xac dinh duoc": return Sex.Undetermined;
            default:
                Refuse(ImportErrors.NotInList, ImportItems.Sex);
                return null;
        }
    }

    private void Lists(PersonDraft draft)
    {
        draft.Ethnicity = Short(Code(ImportItems.Ethnicity, "ethnic-groups"));
        draft.Religion = Short(Code(ImportItems.Religion, "religions"));
        draft.Nationality = Code(ImportItems.Nationality, "nationalities") ?? "VNM";
        draft.Marital = Code(ImportItems.Marital, "marital-status") switch
        {
            "single" => MaritalStatus.Single, "married" => MaritalStatus.Married, "widowed" => MaritalStatus.Widowed, "divorced" => MaritalStatus.Divorced, _ => MaritalStatus.Unknown,
        };
        draft.BloodGroup = Code(ImportItems.BloodGroup, "blood-groups");
    }

    private void Papers(PersonDraft draft)
    {
        draft.Cmnd = Shaped(ImportItems.Cmnd, 9, static t => t.Length == 9 && t.All(char.IsAsciiDigit));
        draft.Phone = Shaped(ImportItems.Phone, 20, static t => t.Length is >= 8 and <= 20 && t.All(static c => char.IsAsciiDigit(c) || c is '+' or ' ' or '.' or '-' or '(' or ')'));
        draft.Email = Shaped(ImportItems.Email, 200, static t => t.Length <= 200 && t.IndexOf('@', StringComparison.Ordinal) is var at && at > 0 && at < t.Length - 1 && !t.Any(char.IsWhiteSpace));
    }

    private void Places(PersonDraft draft)
    {
        draft.BirthRegistrationPlace = Area(ImportItems.BirthRegistrationPlace, Needed(ImportItems.BirthRegistrationPlace), commune: false)?.Code;
        draft.HomePlace = Area(ImportItems.HomePlace, Needed(ImportItems.HomePlace), commune: false)?.Code;
        draft.BirthPlace = Area(ImportItems.BirthPlace, Cell(ImportItems.BirthPlace), commune: false)?.Code ?? draft.BirthRegistrationPlace;
    }

    private void Parents(PersonDraft draft)
    {
        draft.FatherNumber = Number(ImportItems.FatherNumber, needed: false);
        draft.FatherName = Name(ImportItems.FatherName, needed: false);
        draft.MotherNumber = Number(ImportItems.MotherNumber, needed: false);
        draft.MotherName = Name(ImportItems.MotherName, needed: false);
    }

    private void Home(PersonDraft draft)
    {
        var (commune, address, relation, code) = (Cell(ImportItems.Commune), Cell(ImportItems.Address), Cell(ImportItems.Relation), Cell(ImportItems.HouseholdCode));
        var since = Cell(ImportItems.Since);
        if (commune is null && address is null && relation is null && code is null && since is null) return;
        draft.Relation = relation is null ? null : RelationOf(relation);
        string[] missing = [.. new[] { (commune, ImportItems.Commune), (address, ImportItems.Address), (relation, ImportItems.Relation) }.Where(p => p.Item1 is null).Select(p => ImportItems.WordOf(p.Item2))];
        if (missing.Length > 0) Refuse(ImportErrors.PlaceIncomplete, ImportItems.Commune, string.Join(", ", missing).ToLower(CultureInfo.GetCultureInfo("vi-VN")));
        if (Area(ImportItems.Commune, commune, commune: true) is { } area) (draft.Commune, draft.Area) = (area.Code, area.Today);
        draft.Address = Text(ImportItems.Address, address, 400);
        draft.HouseholdCode = Text(ImportItems.HouseholdCode, code, 50);
        if (code is null && draft.Relation is { } kin && kin != Relation.Head) Refuse(ImportErrors.HouseholdCodeMissing, ImportItems.HouseholdCode);
        draft.Since = SinceOf(since, draft.Birth);
    }

    // not told: since the day of the data, because nothing earlier is known
    private DateOnly? SinceOf(string? written, PartialDate? birth)
    {
        if (written is null) return ground.AsOf;
        if (WrittenDate.TryParse(written, out var date) && date.Precision == DatePrecision.Day && date.Earliest <= ground.AsOf && !(birth?.IsSurelyAfter(date.Earliest) ?? false)) return date.Earliest;
        Refuse(ImportErrors.SinceWrong, ImportItems.Since);
        return null;
    }

    private Relation? RelationOf(string written)
    {
        var list = ground.Dictionary.CodeList("relations-to-head");
        if (list is null || WrittenCode.Find(list, written) is not { } value)
        {
            Refuse(ImportErrors.NotInList, ImportItems.Relation);
            return null;
        }
        return value.Code switch
        {
            "head" => Relation.Head, "spouse" => Relation.Spouse, "child" => Relation.Child, "parent" => Relation.Parent, "grandchild" => Relation.Grandchild, "child-in-law" => Relation.ChildInLaw,
            "sibling" => Relation.Sibling, "grandparent" => Relation.Grandparent, "not-related" => Relation.NotRelated, _ => Relation.Other,
        };
    }

    private long? Number(string item, bool needed)
    {
        var written = needed ? Needed(item) : Cell(item);
        if (written is null) return null;
        var digits = written.Replace(" ", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        if (!PersonalNumber.TryParse(digits, null, out var number)) Refuse(ImportErrors.NumberShape, item);
        else if (number.IsSynthetic) return ground.Demo ? number.Value : Refuse(ImportErrors.NumberReserved, item);
        else if (!ground.Provinces.Contains((int)(number.Value / 1_000_000_000))) Refuse(ImportErrors.NumberShape, item);
        else return number.Value;
        return null;
    }

    private string? Name(string item, bool needed)
    {
        if ((needed ? Needed(item) : Cell(item)) is not { } written) return null;
        var name = VietnameseText.Normalise(written);
        if (name.Length is > 0 and <= 200 && name.Any(char.IsLetter) && name.All(static c => char.IsLetter(c) || c is ' ' or '\'' or '-' or '.' or ',' || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            && !GarbledText.Word(name)) return name;
        Refuse(ImportErrors.NameWrong, item);
        return null;
    }

    private string? Code(string item, string listCode)
    {
        if (Cell(item) is not { } written) return null;
        if (ground.Dictionary.CodeList(listCode) is { } list && WrittenCode.Find(list, written) is { } value) return value.Code;
        Refuse(ImportErrors.NotInList, item);
        return null;
    }

    private WrittenArea? Area(string item, string? written, bool commune)
    {
        if (written is null) return null;
        var area = ground.Areas.Read(written, commune);
        if (area is { Known: true, Clear: true }) return area;
        Refuse(area.Known ? ImportErrors.AreaUnclear : ImportErrors.AreaUnknown, item);
        return null;
    }

    private string? Shaped(string item, int longest, Func<string, bool> fits)
    {
        if (Cell(item) is not { } written) return null;
        if (fits(written)) return written;
        Refuse(ImportErrors.TextWrong, item, longest.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    private string? Text(string item, string? written, int longest)
    {
        if (written is null) return null;
        var text = VietnameseText.Normalise(written);
        if (text.Length is > 0 && text.Length <= longest) return text;
        Refuse(ImportErrors.TextWrong, item, longest.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    private static short Short(string? code) => short.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : (short)0;

    private string? Cell(string item) => mapping[item] is var at and >= 0 && at < row.Cells.Count ? row.Cells[at] : null;

    private string? Needed(string item)
    {
        var cell = Cell(item);
        if (cell is null) Refuse(ImportErrors.Missing, item);
        return cell;
    }

    private long? Refuse(Error error, string item, string? detail = null)
    {
        findings.Add(new(row.Line, RowFinding.Refused, error, item, detail));
        return null;
    }
}
