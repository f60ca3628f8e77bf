using System.Text.Json;

namespace LienThong.Ui;

/// <summary>The files that a browser fetches, by plain name: <c>assets.Url("site.css")</c> is <c>/assets/site.3f2a….css</c>.</summary>
public sealed class Assets
{
    private readonly Dictionary<string, string> hashed;

    public Assets(string folder)
    {
        Folder = folder;
        var manifest = Path.Combine(folder, "manifest.json");
        if (!File.Exists(manifest))
            throw new InvalidOperationException($"{manifest} is missing: build src/Ui on a machine with Node.js, which makes the assets.");
        hashed = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(manifest))!;
        Files = hashed.Values.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The folder of the running program that holds the assets.</summary>
    public string Folder { get; }

    /// <summary>Names with hash; nothing else is served.</summary>
    internal IReadOnlySet<string> Files { get; }

    /// <summary>The address of an asset. An unknown name is a mistake in a page, so it throws.</summary>
    public string Url(string name) => hashed.TryGetValue(name, out var file)
        ? $"/assets/{file}"
        : throw new ArgumentException($"there is no asset '{name}'; known are {string.Join(", ", hashed.Keys)}", nameof(name));

    /// <summary>A file beside the assets that the server itself reads, such as the province map.</summary>
    internal byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name));
}
