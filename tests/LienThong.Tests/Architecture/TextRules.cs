using System.Text.RegularExpressions;
using System.Xml.Linq;
using LienThong.Web;

namespace LienThong.Tests.Architecture;

public sealed partial class TextRules
{
    [Fact]
    public void Every_text_of_a_page_has_its_English()
    {
        var faults = new List<string>();
        foreach (var module in Modules.All.Select(m => m.GetType().Namespace!.Split('.')[1]).Append("Web"))
        {
            var folder = Path.Combine(TheHouse.Root, "src", module);
            var known = Keys(Path.Combine(folder, "Texts.en.resx"));
            foreach (var file in Files(folder))
            {
                foreach (Match use in Use().Matches(File.ReadAllText(file)))
                {
                    var key = Regex.Unescape(use.Groups[1].Value);
                    if (!known.Contains(key)) faults.Add($"{Path.GetRelativePath(TheHouse.Root, file)}: {key}");
                }
            }
        }
        faults.Distinct().ShouldBeEmpty();
    }

    private static IEnumerable<string> Files(string folder) =>
        System.IO.Directory.EnumerateFiles(folder, "*.cshtml", SearchOption.AllDirectories)
            .Concat(System.IO.Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories));

    private static HashSet<string> Keys(string resx) =>
        File.Exists(resx) ? [.. XDocument.Load(resx).Root!.Elements("data").Select(d => d.Attribute("name")!.Value)] : [];

    [GeneratedRegex("""\bT\["((?:[^"\\]|\\.)+)"[\],]""")]
    private static partial Regex Use();
}
