using LienThong.Dictionary;
using LienThong.Identity.Proofing;
using LienThong.Population;

namespace LienThong.Tests.Identity.Accounts;

public sealed class CompareCardTests
{
    [Theory]
    [InlineData("Nguyễn Thị Hoa", "1997-03-14", "female", "2021-07-01", "Match Match Match Match Match")]
    [InlineData("NGUYỄN THỊ HOA", "1997-03", "female", "2021-07-01", "Match Match Near Match Match")]
    [InlineData("Nguyen Thi Hoa", "1997", "undetermined", "2021-07-01", "Match Near Near Absent Match")]
    [InlineData("Nguyễn Thị Hòa", "1997-03-14", "female", "2023-01-01", "Match Near Match Match Mismatch")]
    [InlineData("Trần Thị Hoa", "1997-03-15", "male", null, "Match Mismatch Mismatch Mismatch Absent")]
    public void Each_item_is_compared_as_far_as_both_sides_know(string name, string birth, string sex, string? issued, string outcomes)
    {
        var card = CardQr.Read("099197000001||Nguyễn Thị Hoa|14031997|Nữ||01072021").Value;
        var register = new Dictionary<string, string?>
        {
            ["person.number"] = "099197000001", ["person.fullName"] = name, ["person.birthDate"] = birth, ["person.sex"] = sex,
            ["person.cardIssue"] = issued is null ? null : $$"""{"issued":"{{issued}}"}""",
        };
        string.Join(' ', CompareCard.Compare(card, (FieldCode f) => register[f.Value]).Select(c => c.Outcome)).ShouldBe(outcomes);
    }
}
