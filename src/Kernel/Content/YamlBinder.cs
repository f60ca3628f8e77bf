using System.Collections;
using System.Reflection;

namespace LienThong.Kernel.Content;

/// Turns a parsed document into records. Keeps going after a fault, so that one look at the report mends the whole file.
internal sealed class YamlBinder(string file, List<ContentFault> faults, Dictionary<object, int> lines)
{
    /// The value, or null after a fault (or for an allowed null).
    public object? Bind(YamlNode node, Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return node is YamlScalar { IsNull: true } ? null : Bind(node, inner);
        if (type == typeof(object)) return Loose(node);
        if (ScalarReader.For(type) is { } scalar) return Scalar(node, scalar);
        if (ElementOf(type, Maps) is { Length: 2 } pair) return Dictionary(node, pair[0], pair[1]);
        if (type.IsArray) return List(node, type.GetElementType()!, type);
        if (ElementOf(type, Lists) is { Length: 1 } element) return List(node, element[0], type);
        return Record(node, RecordShape.Of(type));
    }

    private static readonly Type[] Maps = [typeof(IReadOnlyDictionary<,>), typeof(IDictionary<,>), typeof(Dictionary<,>)];
    private static readonly Type[] Sets = [typeof(IReadOnlySet<>), typeof(ISet<>), typeof(HashSet<>)];
    private static readonly Type[] Lists =
        [typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IEnumerable<>), typeof(IList<>), typeof(List<>), .. Sets];

    private static Type[]? ElementOf(Type type, Type[] shapes) =>
        type.IsGenericType && shapes.Contains(type.GetGenericTypeDefinition()) ? type.GetGenericArguments() : null;

    private object? Scalar(YamlNode node, ScalarReader reader)
    {
        if (node is not YamlScalar scalar) return Fault(node, $"Ở đây cần {reader.Wanted}, không phải {Kind(node)}.");
        if (scalar.IsNull) return Fault(node, $"Chỗ này đang để trống. Điền {reader.Wanted}.");
        return reader.Read(scalar.Text) ?? Fault(node, $"“{scalar.Text}” không phải {reader.Wanted}. Sửa lại cho đúng dạng.");
    }

    private object? List(YamlNode node, Type element, Type type)
    {
        if (node is not YamlList list) return Fault(node, $"Ở đây cần một danh sách (mỗi dòng bắt đầu bằng “- ”), không phải {Kind(node)}.");
        var before = faults.Count;
        var items = Array.CreateInstance(element, list.Items.Count);
        for (var i = 0; i < list.Items.Count; i++)
            if (Bind(list.Items[i], element) is { } item) items.SetValue(item, i);
            else if (list.Items[i] is YamlScalar { IsNull: true } && faults.Count == before) Fault(list.Items[i], "Dòng này của danh sách đang để trống. Điền hoặc xóa nó.");
        if (faults.Count > before) return null;
        if (type.IsGenericType && Sets.Contains(type.GetGenericTypeDefinition())) return Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(element), items);
        return type.IsGenericType && !type.IsInterface ? Activator.CreateInstance(typeof(List<>).MakeGenericType(element), items) : items;
    }

    private IDictionary? Dictionary(YamlNode node, Type key, Type value)
    {
        if (node is not YamlMap map)
        {
            Fault(node, $"Ở đây cần các dòng “khóa: giá trị”, không phải {Kind(node)}.");
            return null;
        }
        var before = faults.Count;
        var items = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, value))!;
        foreach (var entry in map.Entries)
            if (Bind(entry.Key, key) is { } name && Present(entry, value) is { } content) items[name] = content;
        return faults.Count > before ? null : items;
    }

    private object? Record(YamlNode node, RecordShape shape)
    {
        if (node is not YamlMap map) return Fault(node, $"Ở đây cần các dòng “khóa: giá trị” ({shape.Keys}), không phải {Kind(node)}.");
        var before = faults.Count;
        var values = new Dictionary<RecordField, object?>();
        foreach (var entry in map.Entries)
        {
            if (shape.Field(entry.Key.Text) is not { } field) Fault(entry.Key, shape.Unknown(entry.Key.Text) + CommaHint(entry));
            else values[field] = field.Nullable && entry.Value is YamlScalar { IsNull: true } ? null : Present(entry, field.Type);
        }
        foreach (var field in shape.Fields)
            if (field.Required && !values.ContainsKey(field)) Fault(node, $"Thiếu khóa “{field.Key}”. Thêm dòng “{field.Key}: …”.");
        return faults.Count > before ? null : Make(map, shape, values);
    }

    private object? Make(YamlMap map, RecordShape shape, Dictionary<RecordField, object?> values)
    {
        try
        {
            var made = shape.Make(values);
            if (!made.GetType().IsValueType) lines[made] = map.Line;
            return made;
        }
        catch (TargetInvocationException wrong) when (wrong.InnerException is ArgumentException or FormatException)
        {
            return Fault(map, $"Nội dung không hợp lệ: {wrong.InnerException.Message}");
        }
    }

    /// The value behind a key; an empty one is a fault that names the key.
    private object? Present(YamlEntry entry, Type type) =>
        entry.Value is YamlScalar { IsNull: true } && Nullable.GetUnderlyingType(type) is null
            ? Fault(entry.Key, $"Khóa “{entry.Key.Text}” đang để trống. Điền giá trị, hoặc xóa dòng nếu không bắt buộc.")
            : Bind(entry.Value, type);

    private object? Loose(YamlNode node) => node switch
    {
        YamlScalar { IsNull: true } => null,
        YamlScalar scalar => scalar.Text,
        YamlList list => list.Items.ConvertAll(Loose),
        YamlMap map => map.Entries.ToDictionary(e => e.Key.Text, e => Loose(e.Value), StringComparer.Ordinal),
        _ => null,
    };

    private object? Fault(YamlNode node, string text)
    {
        faults.Add(new ContentFault(file, node.Line, node.Column, text));
        return null;
    }

    /// In `{ vi: một, hai }` the comma ends the sentence and "hai" becomes a key.
    private static string CommaHint(YamlEntry entry) =>
        entry.Value is YamlScalar { IsNull: true } ? " Nếu đây là phần của một câu có dấu phẩy trong { }, đặt cả câu trong dấu nháy kép." : "";

    private static string Kind(YamlNode node) => node switch
    {
        YamlList => "một danh sách",
        YamlMap => "một bảng khóa",
        YamlScalar { IsNull: true } => "chỗ trống",
        YamlScalar scalar => $"“{scalar.Text}”",
        _ => "thứ khác",
    };
}
