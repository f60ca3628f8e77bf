using System.Text;
using System.Security.Cryptography;
using System.Net;
using LienThong.Identity;
using LienThong.Identity.SignIn;
using LienThong.Tests.Identity.Accounts;

namespace LienThong.Tests.Identity;

public sealed class PasswordTests(PeopleHouse house) : IClassFixture<PeopleHouse>
{
    [Theory]
    [InlineData("password12345")]
    [InlineData("P@ssw0rd!2024")]
    [InlineData("matkhau123456")]
    [InlineData("Mật khẩu 2026!")]
    [InlineData("anhyeuem123456")]
    [InlineData("Anh yêu em 1402")]
    [InlineData("qwertyuiop123")]
    [InlineData("123456789012")]
    [InlineData("abcdefghijklmnop")]
    [InlineData("vietnamvodich88")]
    [InlineData("iloveyouiloveyou")]
    [InlineData("Nguyen Van 12345678")]
    [InlineData("dichvucong@2026")]
    [InlineData("ababababababab")]
    public void Widely_used_passwords_are_refused(string password) => Passwords.Weakness(password, null)!.Code.ShouldBe("IDN-0332");

    [Theory]
    [InlineData("một câu dài để nhớ")]
    [InlineData("bảy con cá lội ngược dòng")]
    [InlineData("correct horse battery staple")]
    [InlineData("kx7#Vq92mLpw")]
    [InlineData("cà phê sữa đá buổi trưa")]
    public void Sentences_and_random_ones_pass(string password) => Passwords.Weakness(password, null).ShouldBeNull();

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", ":23")]
    public void Every_password_of_the_operators_list_is_found_and_no_other(string end, string count)
    {
        var listed = Enumerable.Range(0, 1_000).Select(i => $"bị lộ {i}").ToList();
        var file = Path.GetTempFileName();
        try
        {
#pragma warning disable CA5350 // the shape of the public lists
            File.WriteAllText(file, string.Concat(listed.Select(p => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(p)))).Order(StringComparer.Ordinal).Select(h => h + count + end)));
#pragma warning restore CA5350
            using var breached = new BreachedPasswords(new IdentityOptions { BreachedPasswords = file });
            listed.ShouldAllBe(p => breached.Contains(p));
            Enumerable.Range(1_000, 1_000).ShouldAllBe(i => !breached.Contains($"bị lộ {i}"));
            using var passwords = new Passwords(breached, TimeProvider.System);
            passwords.Refusal("bị lộ 1", null)!.Code.ShouldNotBeNull();
            passwords.Refusal("một câu dài để nhớ", null).ShouldBeNull();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_password_made_of_the_owner_is_refused()
    {
        var (_, person) = await house.LevelTwo();
        using var browser = house.NewBrowser();
        await browser.SignIn(person.Number.ToString(), IdentityHouse.Password);
        foreach (var password in new[]
        {
            $"số của tôi {person.Number}", person.FullName + " 99", person.FullName.Replace(" ", "", StringComparison.Ordinal) + "!!!!!!!!!",
            $"{person.BirthDate:ddMMyyyy} là ngày vui", $"sinh ngày {person.BirthDate:dd/MM/yyyy} đấy",
        })
        {
            var answer = await browser.Submit("/account/password", "form", ("password", password), ("again", password));
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, password);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("dễ đoán từ thông tin của bạn");
        }
        (await browser.Submit("/account/password", "form", ("password", "bảy con cá lội ngược dòng"), ("again", "bảy con cá lội ngược dòng"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }
}
