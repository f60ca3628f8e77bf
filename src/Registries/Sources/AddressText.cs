using System.Text.Json;
using LienThong.Directory;
using LienThong.Kernel.Time;

namespace LienThong.Registries.Sources;

/// An address as people read it: the free part and the path of the unit of today. An address that is plain text stays as declared.
sealed class AddressText(IDirectory directory, TimeProvider clock)
{
    public string Of(string value)
    {
        if (!value.StartsWith('{')) return value;
        using var document = JsonDocument.Parse(value);
        var detail = Member(document, "detail");
        if (Member(document, "commune") is not { } commune || directory.AreaAt(commune, clock.Today()) is not { } area) return detail ?? value;
        var path = directory.PathOf(area.Id);
        return string.IsNullOrEmpty(detail) ? path : detail.EndsWith(path, StringComparison.Ordinal) ? detail : $"{detail}, {path}";
    }

    private static string? Member(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
