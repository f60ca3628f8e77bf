namespace LienThong.Ui;

/// <summary>
/// One field has one name in three spellings: the form name (<c>child.birthDate</c>), the JSON pointer of a fault
/// (<c>/child/birthDate</c>) and the id in the page (<c>child-birthDate</c>).
/// </summary>
internal static class Names
{
    /// <summary>The spelling in which names and pointers are compared: lower case, parts joined by '/'.</summary>
    public static string Key(string nameOrPointer) =>
        nameOrPointer.Replace("]", "", StringComparison.Ordinal).Replace('[', '/').Replace('.', '/').Trim('/').ToLowerInvariant();

    /// <summary>The id of the first control of a field; links in the error summary go there.</summary>
    public static string Id(string nameOrPointer) =>
        string.Concat(nameOrPointer.Trim('/').Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_' ? letter : '-'));

    /// <summary>Class names, empty ones left out.</summary>
    public static string Classes(params ReadOnlySpan<string?> names)
    {
        var kept = new List<string>(names.Length);
        foreach (var name in names) if (!string.IsNullOrWhiteSpace(name)) kept.Add(name);
        return string.Join(' ', kept);
    }
}
