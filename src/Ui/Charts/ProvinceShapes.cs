using System.Text.Json;

namespace LienThong.Ui;

/// <summary>The outlines of the 34 provinces that build/province-map.mjs made, in units of a 460 × 632 drawing.</summary>
internal sealed class ProvinceShapes
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Lazy<ProvinceDrawing> drawing;

    public ProvinceShapes(Assets assets) =>
        drawing = new(() => JsonSerializer.Deserialize<ProvinceDrawing>(assets.Read("province-map.json"), Json)!);

    public ProvinceDrawing Drawing => drawing.Value;
}

/// <param name="Width">Of the drawing.</param>
/// <param name="Height">Of the drawing.</param>
/// <param name="Provinces">By code.</param>
/// <param name="Archipelagos">Hoàng Sa and Trường Sa, as insets.</param>
internal sealed record ProvinceDrawing(
    int Width, int Height, IReadOnlyList<ProvinceShape> Provinces, IReadOnlyList<ArchipelagoInset> Archipelagos);

/// <param name="Code">Two digits, as in Decision 19/2025/QĐ-TTg.</param>
/// <param name="Name">Today's name.</param>
/// <param name="X">Of the middle of its largest part.</param>
/// <param name="Y">Of the middle of its largest part.</param>
/// <param name="Path">SVG path of integer relative moves.</param>
internal sealed record ProvinceShape(string Code, string Name, int X, int Y, string Path);

internal sealed record ArchipelagoInset(string Name, string Code, int X, int Y, int Width, int Height, IReadOnlyList<int[]> Dots);
