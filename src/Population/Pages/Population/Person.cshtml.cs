using System.Text.Json.Nodes;
using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Population.Api;
using LienThong.Population.Fields;
using LienThong.Population.Past;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Population.Pages;

/// <summary>One person for the register's officers: facts, residences on two time axes, household. One read through the broker covers all of it.</summary>
[Requires(PopulationScopes.Read)]
public sealed class PersonPage(IServiceProvider services) : PageModel
{
    private static readonly IReadOnlyList<FieldCode> Asked = [.. ReadAsKeeper.Identity, new FieldCode("household.members")];
    private readonly ReadAsKeeper _read = (ReadAsKeeper)services.GetService(typeof(ReadAsKeeper))!;
    private readonly PopulationRegister _register = (PopulationRegister)services.GetService(typeof(PopulationRegister))!;
    private readonly PastPopulation _past = (PastPopulation)services.GetService(typeof(PastPopulation))!;
    private readonly ICards _cards = (ICards)services.GetService(typeof(ICards))!;
    private readonly IDuplicates _duplicates = (IDuplicates)services.GetService(typeof(IDuplicates))!;
    private readonly TimeProvider _clock = (TimeProvider)services.GetService(typeof(TimeProvider))!;
    private readonly AreaNames _areas = (AreaNames)services.GetService(typeof(AreaNames))!;

    /// <summary>Fields and their labels, in the order of the law (Law on Identity 26/2023 art. 9).</summary>
    public static IReadOnlyList<(string Field, string Label)> Rows { get; } =
    [
        ("person.number", "Số định danh"), ("person.birthDate", "Ngày sinh"), ("person.sex", "Giới tính"), ("person.birthPlace", "Nơi sinh"),
        ("person.birthRegistrationPlace", "Nơi đăng ký khai sinh"), ("person.homePlace", "Quê quán"), ("person.ethnicity", "Dân tộc"), ("person.religion", "Tôn giáo"),
        ("person.nationality", "Quốc tịch"), ("person.maritalStatus", "Tình trạng hôn nhân"), ("person.father", "Cha"), ("person.mother", "Mẹ"), ("person.spouse", "Vợ hoặc chồng"),
        ("person.cmnd", "Số CMND 9 số"), ("person.cardIssue", "Thẻ căn cước"), ("person.phone", "Số điện thoại"), ("residence.permanent", "Nơi thường trú"),
        ("residence.temporary", "Nơi tạm trú"), ("residence.absence", "Tạm vắng"), ("residence.stay", "Lưu trú"), ("person.representative", "Người đại diện"),
        ("person.represented", "Đại diện cho"), ("person.missing", "Mất tích từ ngày"), ("person.disability", "Khuyết tật"), ("person.formerNumbers", "Số định danh cũ"),
        ("person.bloodGroup", "Nhóm máu"), ("person.email", "Thư điện tử"), ("residence.dossierNo", "Số hồ sơ cư trú"), ("household.relationToHead", "Quan hệ với chủ hộ"),
    ];

    /// <summary>The key.</summary>
    public PersonId Id { get; private set; }

    /// <summary>The broker's answer.</summary>
    public DataAnswer? Person { get; private set; }

    /// <summary>Residences as known on <see cref="KnownOn"/>.</summary>
    public IReadOnlyList<ResidencePeriod> Residences { get; private set; } = [];

    /// <summary>Members of the household of today.</summary>
    public IReadOnlyList<(string Name, string Relation, string Birth)> Members { get; private set; } = [];

    /// <summary>The day of the recorded axis; null for now.</summary>
    public DateOnly? KnownOn { get; private set; }

    /// <summary>The day of the other axis: as it was on; null for today.</summary>
    public DateOnly? On { get; private set; }

    /// <summary>Items and household as they were and as they were known; null when neither day was asked.</summary>
    internal PersonThen? Then { get; private set; }

    /// <summary>The household then.</summary>
    internal HouseholdThen? HomeThen { get; private set; }

    /// <summary>Acts of registration, latest first.</summary>
    internal IReadOnlyList<ActEntered> Acts { get; private set; } = [];

    /// <summary>Cards, latest first.</summary>
    public IReadOnlyList<IdentityCard> Cards { get; private set; } = [];

    /// <summary>The word for the state of a card.</summary>
    public static string CardWord(string state) => state switch
    {
        "valid" => "còn hiệu lực", "replaced" => "đã thay bằng thẻ mới", "lost" => "đã báo mất", "returned" => "đã nộp lại", "revoked" => "đã thu hồi", "expired" => "hết hạn", "locked" => "khóa do khai tử", _ => state,
    };

    /// <summary>The word for a kind of card.</summary>
    public static string CardKind(string kind) => kind switch { "cccd" => "Thẻ căn cước công dân", "certificate" => "Giấy chứng nhận căn cước", _ => "Thẻ căn cước" };

    /// <summary>What was registered a moment ago.</summary>
    public string? Done { get; private set; }

    /// <summary>Whether this officer may register.</summary>
    public bool MayRegister => HttpContext.Caller().May(PopulationScopes.Manage);

    /// <summary>The word for an act.</summary>
    public static string ActWord(string kind) => kind switch
    {
        "birth" => "Đăng ký khai sinh", "death" => "Đăng ký khai tử", "residence" => "Đăng ký thường trú", "temporary-residence" => "Đăng ký tạm trú", "household-split" => "Tách hộ",
        "household-merge" => "Nhập hộ", "head-change" => "Thay đổi chủ hộ", "address-adjustment" => "Điều chỉnh địa chỉ của hộ", "parent-recognition" => "Nhận cha, mẹ", "items" => "Sửa thông tin hộ tịch",
        "representation" => "Ghi người đại diện hợp pháp", "status" => "Ghi tình trạng", "tie-end" => "Kết thúc tình trạng", "paper" => "Ghi giấy tờ", "person-merge" => "Gộp hồ sơ trùng", "person-unmerge" => "Tách hồ sơ đã gộp", "duplicate-decline" => "Xác nhận là hai người",
        _ => ActForms.Find(kind)?.Title ?? kind,
    };

    /// <summary>The label of an item.</summary>
    public static string Label(string item) => Rows.FirstOrDefault(r => r.Field == item).Label ?? item switch
    {
        "person.fullName" => "Họ và tên", "person.otherNames" => "Tên gọi khác", "person.bloodGroup" => "Nhóm máu", "person.email" => "Thư điện tử", _ => "Ngày chết",
    };

    /// <summary>404 for an unknown key; a refusal of the broker is told on the page.</summary>
    public async Task<IActionResult> OnGetAsync(PersonId id, DateOnly? on, DateOnly? knownOn, string? done, CancellationToken ct)
    {
        (Id, On, KnownOn, Done) = (id, on, knownOn, ActForms.Find(done ?? "")?.Title);
        // a former identity leads to the record that survived
        if (await _duplicates.SurvivorOf(id, ct) is var survivor && survivor != id) return Redirect($"/population/persons/{survivor}");
        var answer = await _read.Existing(HttpContext.Caller(), id, Asked, ct);
        if (answer.Failed) return answer.Faults[0].Error.Status == 404 ? NotFound() : this.Refused(answer.Faults);
        Person = answer.Value;
        Residences = await _register.ResidenceHistory(id, knownOn is { } day ? HanoiTime.At(day.AddDays(1)) : null, ct);
        Acts = await _past.ActsOf(id, ct);
        Cards = await _cards.Of(id, ct);
        if (on is not null || knownOn is not null)
        {
            var (then, known) = (on ?? _clock.Today(), knownOn is { } last ? HanoiTime.At(last.AddDays(1)) : (DateTimeOffset?)null);
            Then = await _past.Person(id, then, known, ct);
            HomeThen = await _past.HouseholdOf(id, then, known, ct);
        }

        Members = Read(Person[new FieldCode("household.members")]?.Value);
        return Page();
    }

    /// <summary>What to show of a field; null when there is nothing.</summary>
    public string? Shown(string field) => Person?[new FieldCode(field)]?.Shown;

    /// <summary>Address of a residence for people.</summary>
    public string Place(ResidencePeriod stay) => _areas.Address(stay.Address, stay.Commune) + (stay.CommuneNow is { } now && now != stay.Commune ? $" (nay là {_areas.Path(now)})" : "");

    /// <summary>Address of a household then.</summary>
    internal string Place(HouseholdThen home) => _areas.Address(home.Address, home.Commune);

    private static List<(string, string, string)> Read(string? json)
    {
        if (json is null || JsonNode.Parse(json) is not JsonArray members) return [];
        return [.. members.OfType<JsonObject>().Select(m => (
            (string?)m["name"] ?? "–", CodeWords.RelationWord((string?)m["relation"]), PartialDate.TryParse((string?)m["birthDate"], null, out var born) ? born.Display : "–"))];
    }
}
