using System.Security.Cryptography;
using Microsoft.Extensions.FileSystemGlobbing;

namespace LienThong.Kernel.Content;

/// <summary>One file of the content folder.</summary>
/// <param name="File">Path from the content folder, with <c>/</c>.</param>
/// <param name="Hash">SHA-256 of its bytes, lower-case hex: equal to the one kept means nothing to load.</param>
public sealed record ContentSource(string File, string Hash);

/// <summary>One file read into records.</summary>
public sealed class ContentFile<T>
{
    private readonly IReadOnlyDictionary<object, int> lines;

    internal ContentFile(ContentSource source, T value, IReadOnlyDictionary<object, int> lines) => (Source, Value, this.lines) = (source, value, lines);

    /// <summary>Where it came from.</summary>
    public ContentSource Source { get; }

    /// <summary>Path from the content folder.</summary>
    public string File => Source.File;

    /// <summary>SHA-256 of the file.</summary>
    public string Hash => Source.Hash;

    /// <summary>What the file says.</summary>
    public T Value { get; }

    /// <summary>The line on which a record of this file begins (by reference), so that a later check can point at it; 0 when it is not of this file.</summary>
    public int LineOf(object record) => lines.GetValueOrDefault(record, 0);
}

/// <summary>What the state decided, as data: the folder <c>content/</c>. Files are read strictly; every fault goes to the report.</summary>
/// <param name="root">The folder.</param>
/// <param name="report">Where faults go.</param>
public sealed class ContentFolder(string root, ContentReport report)
{
    /// <summary>Full path of the folder.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Where faults go.</summary>
    public ContentReport Report { get; } = report;

    /// <summary>Files that match a pattern such as <c>agencies/*.yaml</c> or <c>papers/**/*.yaml</c>, by path.</summary>
    public IReadOnlyList<ContentSource> Files(string pattern)
    {
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddInclude(pattern);
        if (!Directory.Exists(Root)) return [];
        return [.. matcher.GetResultsInFullPath(Root)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(file => new ContentSource(file, HashOf(file)))];
    }

    /// <summary>Reads every matching file into <typeparamref name="T"/>. A file with any fault is reported and left out.</summary>
    /// <remarks>
    /// Keys are the camelCase names of the record's parameters or properties. A key is compulsory unless its parameter has a default value,
    /// its property is not <c>required</c>, or its type is nullable. Lists, dictionaries, enums, dates (yyyy-MM-dd), types with
    /// <c>TryParse</c> and one-value identity structs are understood. Anchors, aliases, tags and several documents in a file are refused.
    /// </remarks>
    public IReadOnlyList<ContentFile<T>> Yaml<T>(string pattern)
    {
        var files = new List<ContentFile<T>>();
        foreach (var source in Files(pattern))
            if (Yaml<T>(source) is { } file) files.Add(file);
        return files;
    }

    /// <summary>Reads one file; null (and reported) when it has any fault.</summary>
    public ContentFile<T>? Yaml<T>(ContentSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Parse<T>(source, Text(source.File), Report);
    }

    /// <summary>Reads text that somebody sent (a form, an upload) by the same strict rules; null when it has any fault, which the report then holds.</summary>
    /// <param name="name">What to call the text in faults.</param>
    /// <param name="text">The YAML.</param>
    /// <param name="report">Where faults go.</param>
    public static T? Parse<T>(string name, string text, ContentReport report) where T : class => Parse<T>(new ContentSource(name, ""), text, report)?.Value;

    private static ContentFile<T>? Parse<T>(ContentSource source, string text, ContentReport report)
    {
        var faults = new List<ContentFault>();
        var lines = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
        var value = default(T);
        if (YamlText.Parse(source.File, text, faults) is { } document)
            value = (T?)new YamlBinder(source.File, faults, lines).Bind(document, typeof(T));
        foreach (var fault in faults) report.Fault(fault);
        return faults.Count == 0 && value is not null ? new ContentFile<T>(source, value, lines) : null;
    }

    /// <summary>The text of a file (UTF-8).</summary>
    public string Text(string file) => File.ReadAllText(PathOf(file));

    /// <summary>Opens a file for reading, for formats other than YAML.</summary>
    public Stream Open(string file) => File.OpenRead(PathOf(file));

    /// <summary>True when the file is there.</summary>
    public bool Has(string file) => File.Exists(PathOf(file));

    private string PathOf(string file)
    {
        var path = Path.GetFullPath(Path.Combine(Root, file));
        if (!path.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new ArgumentException($"{file} lies outside the content folder.", nameof(file));
        return path;
    }

    private string HashOf(string file)
    {
        using var stream = Open(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
