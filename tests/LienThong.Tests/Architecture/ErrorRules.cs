using System.Text.RegularExpressions;

namespace LienThong.Tests.Architecture;

public sealed partial class ErrorRules
{
    [Fact]
    public void Every_refusal_has_a_code_of_its_own_and_the_same_holes_in_both_languages()
    {
        var errors = TheHouse.Errors().ToList();
        errors.GroupBy(e => e.Error.Code).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
        errors.Where(e => !Code().IsMatch(e.Error.Code)).Select(e => e.Error.Code).ShouldBeEmpty();
        errors.Where(e => e.Error.Status is < 400 or > 599).Select(e => e.Error.Code).ShouldBeEmpty();
        errors.Where(e => Holes(e.Error.Vi) != Holes(e.Error.En)).Select(e => e.Error.Code).ShouldBeEmpty();
    }

    [Fact]
    public void One_prefix_belongs_to_one_module()
    {
        var prefixes = TheHouse.Errors().GroupBy(e => e.Error.Code[..3]).Where(g => g.Select(e => e.Module).Distinct().Count() > 1);
        prefixes.Select(g => g.Key).ShouldBeEmpty();
    }

    private static string Holes(string text) => string.Join(',', Hole().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order());

    [GeneratedRegex(@"^[A-Z]{3}-\d{4}$")]
    private static partial Regex Code();

    [GeneratedRegex(@"\{(\d)")]
    private static partial Regex Hole();
}
