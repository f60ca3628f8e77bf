using System.Reflection;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Web;

namespace LienThong.Tests.Architecture;

/// <summary>The program seen from above, for the tests of this folder.</summary>
static class TheHouse
{
    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [.. Modules.All.Select(m => m.GetType().Assembly).Append(typeof(Modules).Assembly).Distinct()];

    /// <summary>The folder of the repository; tests run from artifacts/ below it.</summary>
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> SourceFiles(string pattern) =>
        System.IO.Directory.EnumerateFiles(Path.Combine(Root, "src"), pattern, SearchOption.AllDirectories)
            .Concat(System.IO.Directory.EnumerateFiles(Path.Combine(Root, "tests"), pattern, SearchOption.AllDirectories));

    /// <summary>Every constant of every nested class named Sql, with the module that runs it.</summary>
    public static IEnumerable<(string Module, string Name, string Text)> SqlConstants() =>
        from module in Modules.All
        from type in module.GetType().Assembly.GetTypes()
        where type.Name == "Sql"
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where field.IsLiteral && field.FieldType == typeof(string)
        select (module.Name, $"{type.DeclaringType?.Name}.{field.Name}", (string)field.GetRawConstantValue()!);

    public static IEnumerable<(string Module, Error Error)> Errors() =>
        from module in Modules.All
        from type in module.GetType().Assembly.GetTypes()
        where type.Name.EndsWith("Errors", StringComparison.Ordinal)
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where field.FieldType == typeof(Error)
        select (module.Name, (Error)field.GetValue(null)!);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LienThong.slnx"))) folder = folder.Parent ?? throw new InvalidOperationException("not in the repository");
        return folder.FullName;
    }
}
