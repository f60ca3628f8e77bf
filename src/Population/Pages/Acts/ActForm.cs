using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;

namespace LienThong.Population.Pages;

/// <summary>How a field of an act is asked.</summary>
internal enum AskAs { Text, Day, PartialDay, Number, Case, Item, Commune }

/// <summary>One question. Name is the pointer of the act's property, so that a fault finds its field; Of is the use of the cases, or the group of items.</summary>
internal sealed record ActField(string Name, AskAs As, string Label, string? Hint = null, string? Of = null, bool Optional = false);

/// <summary>An act on one person as a form: the person is known, the rest is asked.</summary>
internal sealed record ActForm(string Kind, string Title, string Why, IReadOnlyList<ActField> Fields, Func<ActTyped, CancellationToken, Task<Result<ActRegistered>>> Run);

/// <summary>What was typed, parsed as far as it goes; what cannot be read is told with its field.</summary>
internal sealed class ActTyped(PersonId person, Caller caller, string key, IReadOnlyDictionary<string, string> values, IServiceProvider services, IReadOnlyDictionary<string, PersonId> numbers)
{
    public PersonId Person => person;
    public Caller Caller => caller;
    public string Key => key;
    public IResidenceRegister Residence => (IResidenceRegister)services.GetService(typeof(IResidenceRegister))!;
    public ICivilStatus Civil => (ICivilStatus)services.GetService(typeof(ICivilStatus))!;
    public ICards Cards => (ICards)services.GetService(typeof(ICards))!;
    public IPersonRecords Records => (IPersonRecords)services.GetService(typeof(IPersonRecords))!;

    public string Text(string name) => values.GetValueOrDefault(name, "");
    public string? Maybe(string name) => Text(name) is { Length: > 0 } text ? text : null;
    public DateOnly Day(string name) => DayOrNull(name) ?? default;
    public DateOnly? DayOrNull(string name) => PartialDate.TryParse(Text(name), null, out var date) ? date.Exact : null;
    public PersonId Other(string name) => numbers.GetValueOrDefault(name);
    public PersonId? OtherOrNull(string name) => numbers.TryGetValue(name, out var id) ? id : null;
    public DateOnly On => Day("on");
    public LegalDocument Document => new(Text("document.kind"), Text("document.number"), Day("document.date"), Text("document.agency"));
}

/// <summary>The forms, in the order of the list that officers choose from.</summary>
internal static class ActForms
{
    private static readonly ActField On = new("on", AskAs.Day, "Có hiệu lực từ ngày");

    public static readonly IReadOnlyList<ActForm> All =
    [
        new("temporary", "Đăng ký tạm trú", "Khi ở ngoài xã thường trú từ 30 ngày trở lên.",
            [On, new("until", AskAs.Day, "Đến hết ngày", "Nhiều nhất 24 tháng."), new("householdOf", AskAs.Number, "Ở cùng hộ của", "Số định danh một người trong hộ đó. Để trống nếu ở chỗ khác.", Optional: true),
             new("commune", AskAs.Commune, "Xã, phường tạm trú", Optional: true), new("address", AskAs.Text, "Số nhà, đường, thôn", Optional: true)],
            static (t, ct) => t.Residence.RegisterTemporary(t.Caller, new() { IdempotencyKey = t.Key, Document = t.Document, On = t.On, Until = t.Day("until"), People = [t.Person], HouseholdOf = t.OtherOrNull("householdOf"), Commune = t.Maybe("commune"), Address = t.Maybe("address") }, ct)),
        new("temporary-renewal", "Gia hạn tạm trú", "Trong những ngày cuối của thời hạn.", [On with { Label = "Ngày đề nghị" }, new("until", AskAs.Day, "Đến hết ngày")],
            static (t, ct) => t.Residence.RenewTemporary(t.Caller, new() { IdempotencyKey = t.Key, Document = t.Document, On = t.On, Person = t.Person, Until = t.Day("until") }, ct)),
        new("temporary-removal", "Xóa đăng ký tạm trú", "Khi không còn ở nơi tạm trú.", [On with { Label = "Không còn tạm trú từ ngày" }, new("ground", AskAs.Case, "Trường hợp", Of: "endTemporary")],
            static (t, ct) => t.Residence.EndTemporary(t.Caller, new() { IdempotencyKey = t.Key, Document = t.Document, On = t.On, Person = t.Person, Ground = t.Text("ground") }, ct)),
        new("permanent-removal", "Xóa đăng ký thường trú", "Chủ hộ bị xóa mà hộ còn người thì phải chọn chủ hộ mới.",
            [On with { Label = "Không còn thường trú từ ngày" }, new("ground", AskAs.Case, "Trường hợp", Of: "removePermanent"), new("newHead", AskAs.Number, "Chủ hộ mới", "Số định danh. Chỉ cần khi người này là chủ hộ.", Optional: true)],
            static (t, ct) => t.Residence.RemovePermanent(t.Caller, new() { IdempotencyKey = t.Key, Document = t.Document, On = t.On, Person = t.Person, Ground = t.Text("ground"), NewHead = t.OtherOrNull("newHead") }, ct)),
        new("absence", "Khai báo tạm vắng", "Khi đi khỏi nơi cư trú trong trường hợp phải khai báo.",
            [On with { Label = "Vắng từ ngày" }, new("until", AskAs.Day, "Đến hết ngày", Optional: true), new("case", AskAs.Case, "Trường hợp", Of: "absence"), new("reason", AskAs.Text, "Lý do"), new("destination", AskAs.Text, "Nơi đến", Optional: true)],
            static (t, ct) => t.Residence.DeclareAbsence(t.Caller, new() { IdempotencyKey = t.Key, Document = t.Document, On = t.On, Person = t.Person, Until = t.DayOrNull("until"), Case = t.Text("case"), Reason = t.Text("reason"), Destination = t.Maybe("destination") }, ct)),
        new("absence-end", "Kết thúc tạm vắng", "Khi người đó đã về.", [On with { Label = "Về từ ngày" }],
            static (t, ct) => t.Residence.EndAbsence(t.Caller, new() { IdempotencyKey = t.Key, Document = t.Document, On = t.On, Person = t.Person }, ct)),
        new("stay", "Thông báo lưu trú", "Ở dưới 30 ngày tại nơi không phải nơi cư trú.",
            [On with { Label = "Ngày đến" }, new("hour", AskAs.Text, "Giờ đến", "Ví dụ: 21:30"), new("leaves", AskAs.Day, "Ngày đi"), new("commune", AskAs.Commune, "Xã, phường"), new("address", AskAs.Text, "Địa chỉ, tên cơ sở"), new("host", AskAs.Case, "Nơi lưu trú", Of: "stayHost")],
            static (t, ct) => t.Residence.NotifyStay(t.Caller, new() { IdempotencyKey = t.Key, Document = t.Document, On = t.On, People = [t.Person], Arrived = HanoiTime.At(t.On, TimeOnly.TryParse(t.Text("hour"), System.Globalization.CultureInfo.InvariantCulture, out var hour) ? hour : default), Leaves = t.Day("leaves"), Commune = t.Text("commune"), Address = t.Text("address"), Host = t.Text("host") }, ct)),
        new("head", "Thay đổi chủ hộ", "Người này trở thành chủ hộ của hộ đang ở.", [On], static (t, ct) => t.Residence.ChangeHead(t.Caller, new() { IdempotencyKey = t.Key, Document = t.Document, On = t.On, NewHead = t.Person }, ct)),
        new("split", "Tách hộ", "Người này lập hộ riêng tại cùng chỗ ở. Nhiều người cùng tách thì dùng API.",
            [On, new("newHead", AskAs.Number, "Chủ hộ của hộ cũ", "Số định danh. Chỉ cần khi người này đang là chủ hộ.", Optional: true)],
            static (t, ct) => t.Residence.SplitHousehold(t.Caller, new() { IdempotencyKey = t.Key, Document = t.Document, On = t.On, People = [new(t.Person, Relation.Head)], NewHead = t.OtherOrNull("newHead") }, ct)),
        new("address", "Điều chỉnh địa chỉ của hộ", "Khi số nhà, tên đường thay đổi mà hộ không chuyển đi.", [On, new("address", AskAs.Text, "Địa chỉ mới")],
            static (t, ct) => t.Residence.AdjustAddress(t.Caller, new() { IdempotencyKey = t.Key, Document = t.Document, On = t.On, HouseholdOf = t.Person, Address = t.Text("address") }, ct)),
        .. CivilForms.All,
    ];

    public static ActForm? Find(string kind) => All.FirstOrDefault(f => f.Kind == kind);
}

/// <summary>Forms of civil status, states and papers.</summary>
internal static class CivilForms
{
    private static readonly ActField On = new("on", AskAs.Day, "Có hiệu lực từ ngày");

    public static readonly IReadOnlyList<ActForm> All =
    [
        new("marriage", "Kết hôn", "Ghi vào cả hai người.", [On with { Label = "Ngày kết hôn" }, new("spouse", AskAs.Number, "Số định danh của vợ hoặc chồng")], Marry),
        new("divorce", "Ly hôn", "Theo bản án, quyết định của Tòa án.", [On with { Label = "Bản án có hiệu lực từ ngày" }],
            static (t, ct) => t.Civil.RegisterDivorce(t.Caller, new() { IdempotencyKey = t.Key, Document = t.Document, On = t.On, Person = t.Person }, ct)),
        new("recognition", "Nhận cha, mẹ", "Khi cơ sở dữ liệu chưa có cha hoặc mẹ của người này.", [On with { Label = "Ngày đăng ký" }, new("parent", AskAs.Number, "Số định danh của cha hoặc mẹ")],
            static (t, ct) => t.Civil.RecogniseParent(t.Caller, new() { IdempotencyKey = t.Key, Document = t.Document, On = t.On, Child = t.Person, Parent = t.Other("parent") }, ct)),
        new("adoption", "Nuôi con nuôi", "Người này được nhận làm con nuôi.", [On with { Label = "Ngày đăng ký" }, new("father", AskAs.Number, "Cha nuôi", Optional: true), new("mother", AskAs.Number, "Mẹ nuôi", Optional: true)],
            static (t, ct) => t.Civil.RegisterAdoption(t.Caller, new() { IdempotencyKey = t.Key, Document = t.Document, On = t.On, Child = t.Person, Father = t.OtherOrNull("father"), Mother = t.OtherOrNull("mother") }, ct)),
        new("correction", "Cải chính hộ tịch", "Khi thông tin đã ghi sai. Thông tin cũ vẫn được giữ.", [On with { Label = "Ngày cải chính" }, new("items.0.item", AskAs.Item, "Thông tin cần sửa", Of: "correction"), new("items.0.value", AskAs.Text, "Giá trị đúng", Hint: ItemHint)],
            static (t, ct) => Items(t, ItemChangeKind.Correction, ct)),
        new("change", "Thay đổi hộ tịch", "Khi thông tin cũ đúng đến nay và đổi từ một ngày.", [On, new("items.0.item", AskAs.Item, "Thông tin thay đổi", Of: "change"), new("items.0.value", AskAs.Text, "Giá trị mới", Hint: ItemHint)],
            static (t, ct) => Items(t, ItemChangeKind.Change, ct)),
        new("redetermination", "Xác định lại giới tính, dân tộc", "Giới tính khác thì cấp số định danh mới; số cũ vẫn dẫn đến người này.",
            [On, new("items.0.item", AskAs.Item, "Thông tin xác định lại", Of: "redetermination"), new("items.0.value", AskAs.Text, "Giá trị mới", Hint: ItemHint)],
            static (t, ct) => Items(t, ItemChangeKind.Redetermination, ct)),
        new("representation", "Ghi người đại diện hợp pháp", "Người đại diện cho người này.", [On, new("until", AskAs.Day, "Đến hết ngày", Optional: true), new("representative", AskAs.Number, "Số định danh người đại diện"), new("case", AskAs.Case, "Trường hợp", Of: "representation")],
            static (t, ct) => t.Records.RegisterRepresentative(t.Caller, new() { IdempotencyKey = t.Key, Document = t.Document, On = t.On, Person = t.Person, Until = t.DayOrNull("until"), Representative = t.Other("representative"), Case = t.Text("case") }, ct)),
        new("missing", "Tuyên bố mất tích", "Theo quyết định của Tòa án.", [On], static (t, ct) => State(t, PersonStatusKind.Missing, ct)),
        new("disability", "Ghi giấy xác nhận khuyết tật", "Theo giấy xác nhận của Ủy ban nhân dân cấp xã.", [On], static (t, ct) => State(t, PersonStatusKind.Disability, ct)),
        new("card-issue", "Ghi cấp thẻ căn cước", "Thẻ đang có hiệu lực được thay bằng thẻ này.",
            [On with { Label = "Ngày cấp" }, new("kind", AskAs.Case, "Loại thẻ", Of: "cardKind"), new("reason", AskAs.Case, "Lý do cấp", Of: "cardReason")],
            static (t, ct) => t.Cards.Issue(t.Caller, new() { IdempotencyKey = t.Key, Document = t.Document, On = t.On, Person = t.Person, Kind = t.Text("kind"), Reason = t.Text("reason") }, ct)),
        new("card-end", "Ghi mất, nộp lại, thu hồi thẻ", "Thẻ đang có hiệu lực hết dùng từ một ngày.", [On with { Label = "Hết dùng từ ngày" }, new("how", AskAs.Case, "Lý do hết dùng", Of: "cardEnd")],
            static (t, ct) => t.Cards.End(t.Caller, new() { IdempotencyKey = t.Key, Document = t.Document, On = t.On, Person = t.Person, How = t.Text("how") }, ct)),
        new("passport", "Ghi hộ chiếu", "Số hộ chiếu cũ vẫn được giữ.", [On with { Label = "Ngày cấp" }, new("until", AskAs.Day, "Có giá trị đến", Optional: true), new("value", AskAs.Text, "Số hộ chiếu")],
            static (t, ct) => t.Records.RegisterPaper(t.Caller, new() { IdempotencyKey = t.Key, Document = t.Document, On = t.On, Person = t.Person, Kind = PaperKind.Passport, Value = t.Text("value"), Until = t.DayOrNull("until") }, ct)),
    ];

    private const string ItemHint = "Ngày: 1990-05-17 hoặc 1990. Giới tính: male, female. Dân tộc: 01 đến 54. Địa bàn: mã 2 hoặc 5 số.";

    // the form stands with one of the two; who is husband follows from the register, which the act checks
    private static async Task<Result<ActRegistered>> Marry(ActTyped typed, CancellationToken ct)
    {
        MarriageRegistration As(PersonId husband, PersonId wife) => new() { IdempotencyKey = typed.Key, Document = typed.Document, On = typed.On, Husband = husband, Wife = wife };
        var first = await typed.Civil.RegisterMarriage(typed.Caller, As(typed.Person, typed.Other("spouse")), ct);
        if (!first.Failed || !first.Faults.Exists(f => f.Error == PopulationErrors.MarriageSex)) return first.Failed ? Point(first.Faults) : first;
        var second = await typed.Civil.RegisterMarriage(typed.Caller, As(typed.Other("spouse"), typed.Person), ct);
        return second.Failed ? Point(second.Faults) : second;
    }

    private static Faults Point(Faults faults) => new([.. faults.Select(f => f.Pointer is "/husband" or "/wife" ? f.At("/spouse") : f)]);

    private static Task<Result<ActRegistered>> Items(ActTyped typed, ItemChangeKind kind, CancellationToken ct) => typed.Civil.ChangeItems(typed.Caller,
        new() { IdempotencyKey = typed.Key, Document = typed.Document, On = typed.On, Person = typed.Person, Kind = kind, Items = [new(typed.Text("items.0.item"), typed.Text("items.0.value"))] }, ct);

    private static Task<Result<ActRegistered>> State(ActTyped typed, PersonStatusKind kind, CancellationToken ct) =>
        typed.Records.RegisterStatus(typed.Caller, new() { IdempotencyKey = typed.Key, Document = typed.Document, On = typed.On, Person = typed.Person, Kind = kind }, ct);
}
