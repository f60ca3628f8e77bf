using System.Text.Json;

namespace LienThong.Directory;

/// Enums are stored as camelCase words: functionMoved, communePolice.
static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static T Read<T>(string word)
        where T : struct, Enum => Enum.Parse<T>(word, ignoreCase: true);

    public static Confidence Grade(string letter) => letter switch
    {
        "H" => Confidence.High,
        "M" => Confidence.Medium,
        _ => Confidence.Low,
    };
}
