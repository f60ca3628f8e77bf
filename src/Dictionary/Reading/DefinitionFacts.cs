using System.Globalization;
using LienThong.Kernel.Time;

namespace LienThong.Dictionary.Reading;

/// The attributes of a definition as lines for people, always in the same order, so that two versions can be laid side by side.
static class DefinitionFacts
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(IDefinition definition)
    {
        var facts = new List<KeyValuePair<string, string>> { new("Tên tiếng Việt", definition.Vi), new("Tên tiếng Anh", definition.En) };
        switch (definition)
        {
            case FieldDefinition field: Field(facts, field); break;
            case DatabaseDefinition database: Database(facts, database); break;
            case CodeListDefinition list: CodeList(facts, list); break;
            case PaperDefinition paper: Paper(facts, paper); break;
        }
        Add(facts, "Căn cứ pháp lý", definition.LegalBasis);
        Add(facts, "Hiệu lực từ", HanoiTime.Show(definition.EffectiveFrom));
        Add(facts, "Hiệu lực đến", definition.EffectiveTo is { } to ? HanoiTime.Show(to) : null);
        Add(facts, "Độ tin cậy", definition.Confidence.ToString());
        return facts;
    }

    private static void Field(List<KeyValuePair<string, string>> facts, FieldDefinition field)
    {
        Add(facts, "Định nghĩa", field.Definition);
        Add(facts, "Loại dữ liệu", Words.Of(field.Class));
        Add(facts, "Kiểu", Words.Of(field.Type));
        Add(facts, "Mẫu", field.Pattern);
        Add(facts, "Độ dài tối đa", field.MaxLength?.ToString(CultureInfo.InvariantCulture));
        Add(facts, "Đơn vị đo", field.Unit);
        Add(facts, "Danh mục", field.CodeList);
        Add(facts, "Mức nhạy cảm", Words.Of(field.Sensitivity));
        Add(facts, "Cơ quan chịu trách nhiệm", field.Owner);
        Add(facts, "Nguồn tin cậy", field.Database);
        Add(facts, "Bản sao ở", field.AlsoIn.Count > 0 ? string.Join(", ", field.AlsoIn) : null);
        Add(facts, "Mục của Điều 9 Luật Căn cước", field.Item?.ToString(CultureInfo.InvariantCulture));
        Add(facts, "Ví dụ", field.Example);
    }

    private static void Database(List<KeyValuePair<string, string>> facts, DatabaseDefinition database)
    {
        Add(facts, "Nội dung", database.Definition);
        Add(facts, "Cơ quan chủ quản", database.Owner);
        Add(facts, "Đơn vị vận hành", database.Keeper);
        Add(facts, "Giai đoạn", Words.Of(database.Stage));
        Add(facts, "Bản ghi gắn với", Words.Subject(database.Subject));
    }

    private static void CodeList(List<KeyValuePair<string, string>> facts, CodeListDefinition list)
    {
        Add(facts, "Cơ quan chịu trách nhiệm", list.Owner);
        Add(facts, "Nơi giữ", list.Source);
        foreach (var value in list.Values) Add(facts, "Mã " + value.Code, value.ValidTo is { } to ? $"{value.Vi} (đến {HanoiTime.Show(to)})" : value.Vi);
    }

    private static void Paper(List<KeyValuePair<string, string>> facts, PaperDefinition paper)
    {
        Add(facts, "Giấy này chứng tỏ", paper.Definition);
        Add(facts, "Nơi cấp", paper.IssuedBy);
        foreach (var use in paper.Replacements)
            Add(facts, $"Thay ở {use.Procedure} ({use.About}) từ {HanoiTime.Show(use.EffectiveFrom)}", $"{string.Join(", ", use.Fields)}. {use.LegalBasis}");
    }

    private static void Add(List<KeyValuePair<string, string>> facts, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) facts.Add(new(name, value));
    }
}
