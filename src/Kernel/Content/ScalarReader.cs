using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using LienThong.Kernel.Time;

namespace LienThong.Kernel.Content;

/// How one type is read from a word of YAML. `Read` gives null when the word does not fit; `Wanted` says in Vietnamese what would.
internal sealed record ScalarReader(string Wanted, Func<string, object?> Read)
{
    private static readonly ConcurrentDictionary<Type, ScalarReader?> Known = new();

    /// The reader of a type, or null when the type is not a scalar.
    public static ScalarReader? For(Type type) => Known.GetOrAdd(type, Find);

    private static ScalarReader? Find(Type type)
    {
        if (Simple.TryGetValue(type, out var simple)) return simple;
        if (type.IsEnum) return Enumeration(type);
        return Parsable(type) ?? Identity(type);
    }

    private static readonly Dictionary<Type, ScalarReader> Simple = new()
    {
        [typeof(string)] = new("chữ", static s => s.IsNormalized() ? s : s.Normalize()),
        [typeof(bool)] = new("true hoặc false", static s => s switch { "true" => true, "false" => false, _ => null }),
        [typeof(int)] = new("số nguyên", static s => int.TryParse(s, Whole, Invariant, out var n) ? n : null),
        [typeof(long)] = new("số nguyên", static s => long.TryParse(s, Whole, Invariant, out var n) ? n : null),
        [typeof(short)] = new("số nguyên", static s => short.TryParse(s, Whole, Invariant, out var n) ? n : null),
        [typeof(decimal)] = new("số (dấu thập phân là dấu chấm)", static s => decimal.TryParse(s, Point, Invariant, out var n) ? n : null),
        [typeof(double)] = new("số (dấu thập phân là dấu chấm)", static s => double.TryParse(s, Point | NumberStyles.AllowExponent, Invariant, out var n) ? n : null),
        [typeof(DateOnly)] = new("ngày có thật, dạng 2026-03-31", static s => DateOnly.TryParseExact(s, "yyyy-MM-dd", Invariant, DateTimeStyles.None, out var d) ? d : null),
        [typeof(TimeOnly)] = new("giờ, dạng 15:00", static s => TimeOnly.TryParseExact(s, "HH:mm", Invariant, DateTimeStyles.None, out var t) ? t : null),
        [typeof(Guid)] = new("mã UUID", static s => Guid.TryParseExact(s, "D", out var g) ? g : null),
        [typeof(Uri)] = new("địa chỉ web đầy đủ, dạng https://…", static s => Uri.TryCreate(s, UriKind.Absolute, out var u) ? u : null),
        [typeof(PartialDate)] = new("ngày, tháng hoặc năm, dạng 1950-03-07, 1950-03 hoặc 1950", static s => PartialDate.TryParse(s, null, out var d) ? d : null),
    };

    private const NumberStyles Whole = NumberStyles.AllowLeadingSign;
    private const NumberStyles Point = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    /// Enum members are written in camelCase or with hyphens: onRequest, on-request.
    private static ScalarReader Enumeration(Type type)
    {
        var members = Enum.GetNames(type).ToDictionary(Bare, name => Enum.Parse(type, name), StringComparer.OrdinalIgnoreCase);
        var wanted = "một trong: " + string.Join(", ", Enum.GetNames(type).Select(RecordShape.CamelCase));
        return new(wanted, s => members.GetValueOrDefault(Bare(s)));

        static string Bare(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
    }

    private static ScalarReader? Parsable(Type type)
    {
        if (!type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IParsable<>) && i.GenericTypeArguments[0] == type)) return null;
        var parse = typeof(ScalarReader).GetMethod(nameof(ParseOf), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type);
        return new($"giá trị đúng dạng {type.Name}", parse.CreateDelegate<Func<string, object?>>());
    }

    private static object? ParseOf<T>(string text)
        where T : IParsable<T> => T.TryParse(text, Invariant, out var value) ? value : null;

    /// An identity struct such as `FieldCode(string Value)`.
    private static ScalarReader? Identity(Type type)
    {
        if (!type.IsValueType || type.IsPrimitive) return null;
        if (type.GetConstructors() is not [var constructor] || constructor.GetParameters() is not [{ Name: "Value" } only]) return null;
        if (For(only.ParameterType) is not { } inner) return null;
        return new(inner.Wanted, s => inner.Read(s) is { } value ? constructor.Invoke([value]) : null);
    }
}
