using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LienThong.Web;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LienThong.Tests.Architecture;

public sealed partial class SourceRules
{
    [Fact]
    public void A_file_has_at_most_400_lines()
    {
        var long_ = TheHouse.SourceFiles("*.cs").Concat(TheHouse.SourceFiles("*.cshtml"))
            .Select(f => (File: Path.GetRelativePath(TheHouse.Root, f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > 400);
        long_.ShouldBeEmpty();
    }

    [Fact]
    public void A_method_has_at_most_50_lines_and_7_parameters_and_there_are_no_regions()
    {
        var faults = new List<string>();
        foreach (var file in TheHouse.SourceFiles("*.cs"))
        {
            var text = File.ReadAllText(file);
            var where = Path.GetRelativePath(TheHouse.Root, file);
            if (Region().IsMatch(text)) faults.Add($"{where}: #region");
            foreach (var method in CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            {
                var span = method.SyntaxTree.GetLineSpan((method.Body ?? (Microsoft.CodeAnalysis.SyntaxNode?)method.ExpressionBody ?? method).Span);
                var lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
                if (lines > 50) faults.Add($"{where}: {method.Identifier} has {lines} lines");
                if (method.ParameterList.Parameters.Count > 7) faults.Add($"{where}: {method.Identifier} has {method.ParameterList.Parameters.Count} parameters");
            }
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_module_refers_to_modules_on_its_left_only()
    {
        var order = Modules.All.Select(m => m.GetType().Namespace!.Split('.')[1]).ToList();
        var faults = new List<string>();
        foreach (var module in order)
        {
            var project = XDocument.Load(Path.Combine(TheHouse.Root, "src", module, $"LienThong.{module}.csproj"));
            var references = project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value).Split('.')[1]);
            faults.AddRange(references.Where(r => order.IndexOf(r) >= order.IndexOf(module)).Select(r => $"{module} → {r}"));
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_called_service_manager_helper_or_utils()
    {
        var faults = TheHouse.Assemblies.SelectMany(a => a.GetTypes()).Where(t => BadName().IsMatch(t.Name) && !t.Name.EndsWith("TagHelper", StringComparison.Ordinal) && !t.Name.StartsWith("Pages_", StringComparison.Ordinal) && t.Namespace?.StartsWith("LienThong", StringComparison.Ordinal) == true && t.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null).Select(t => t.FullName);
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void The_kernel_knows_no_word_of_the_domain()
    {
        var words = new[] { "dossier", "household", "residence", "birth", "agency" };
        var faults = from file in System.IO.Directory.EnumerateFiles(Path.Combine(TheHouse.Root, "src", "Kernel"), "*.cs", SearchOption.AllDirectories)
                     from declaration in CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
                     from word in words
                     where declaration.Identifier.Text.Contains(word, StringComparison.OrdinalIgnoreCase)
                     select $"{Path.GetFileName(file)}: {declaration.Identifier.Text}";
        faults.ShouldBeEmpty();
    }

    [GeneratedRegex(@"^\s*#region", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"(Service|Manager|Helper|Helpers|Utils|Util)$")]
    private static partial Regex BadName();
}
