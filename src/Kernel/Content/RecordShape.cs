using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LienThong.Kernel.Content;

/// One key of a record: a constructor parameter or a settable property.
internal sealed record RecordField(string Key, Type Type, bool Nullable, bool Required, ParameterInfo? Parameter, PropertyInfo? Property);

/// What keys a record takes, and how it is made from them. Worked out once per type.
internal sealed class RecordShape
{
    private static readonly ConcurrentDictionary<Type, RecordShape> Known = new();

    private readonly Type type;
    private readonly ConstructorInfo? constructor;
    private readonly ParameterInfo[] parameters;
    private readonly Dictionary<string, RecordField> byKey;

    private RecordShape(Type type)
    {
        this.type = type;
        constructor = type.GetConstructors()
            .Where(c => c.GetParameters() is not [var only] || only.ParameterType != type)
            .MaxBy(c => c.GetParameters().Length);
        if (constructor is null && !type.IsValueType) throw new InvalidOperationException($"{type} has no public constructor to be read into.");
        parameters = constructor?.GetParameters() ?? [];

        var nullability = new NullabilityInfoContext();
        var named = parameters.Select(p => CamelCase(p.Name!)).ToHashSet(StringComparer.Ordinal);
        Fields = [.. parameters.Select(p => Of(p, nullability)),
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.SetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0 && !named.Contains(CamelCase(p.Name)))
                .Select(p => Of(p, nullability))];
        byKey = Fields.ToDictionary(f => f.Key, StringComparer.Ordinal);
    }

    public IReadOnlyList<RecordField> Fields { get; }

    /// The keys as a list for people.
    public string Keys => string.Join(", ", Fields.Select(f => f.Key));

    public static RecordShape Of(Type type) => Known.GetOrAdd(type, static t => new RecordShape(t));

    public RecordField? Field(string key) => byKey.GetValueOrDefault(key);

    /// What to do about a key that the record does not have.
    public string Unknown(string key)
    {
        var near = Fields.Select(f => f.Key).MinBy(k => Distance(k, key));
        return near is not null && Distance(near, key) <= Math.Max(2, key.Length / 3)
            ? $"Không có khóa “{key}”. Có phải “{near}”? Các khóa dùng được: {Keys}."
            : $"Không có khóa “{key}”. Xóa dòng này, hoặc dùng một trong: {Keys}.";
    }

    /// Makes the record; keys that are absent take their defaults.
    public object Make(IReadOnlyDictionary<RecordField, object?> values)
    {
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
            arguments[i] = values.TryGetValue(Fields[i], out var given) ? given : Default(parameters[i]);
        var made = constructor?.Invoke(arguments) ?? Activator.CreateInstance(type)!;
        foreach (var (field, value) in values) field.Property?.SetValue(made, value);
        return made;
    }

    public static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static RecordField Of(ParameterInfo parameter, NullabilityInfoContext context)
    {
        var nullable = context.Create(parameter).WriteState == NullabilityState.Nullable;
        return new(CamelCase(parameter.Name!), parameter.ParameterType, nullable, !nullable && !parameter.HasDefaultValue, parameter, null);
    }

    private static RecordField Of(PropertyInfo property, NullabilityInfoContext context)
    {
        var required = property.IsDefined(typeof(RequiredMemberAttribute));
        return new(CamelCase(property.Name), property.PropertyType, context.Create(property).WriteState == NullabilityState.Nullable, required, null, property);
    }

    private static object? Default(ParameterInfo parameter)
    {
        if (parameter.HasDefaultValue && parameter.DefaultValue is { } value) return value;
        return parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? Activator.CreateInstance(parameter.ParameterType) : null;
    }

    /// Edit distance (Levenshtein), for "did you mean".
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
