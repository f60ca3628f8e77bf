using Microsoft.Playwright;

namespace LienThong.Journeys;

/// <summary>An officer sends the scan of a driving licence, compares what the machine read with the image by keyboard alone, signs, and sees the signature.</summary>
[Collection(ChangesEverybodySees.Name)]
public sealed class OfficerDigitisesPapers(HouseOfChanges changes)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task An_officer_checks_a_scan_by_keyboard_and_signs(bool script)
    {
        if (Environment.GetEnvironmentVariable("CI") != "true") Assert.SkipUnless(File.Exists("/usr/bin/tesseract") && File.Exists("/usr/bin/pdftoppm"), "apt-get install -y tesseract-ocr tesseract-ocr-vie poppler-utils");
        var house = changes.House;
        var page = await house.Visit(script, width: 1366, height: 768);
        var number = await Number(page, script);
        var paper = await Print(house, number, Licence(script));

        await page.GotoAsync("/registries/digitise");
        await page.Looks(house, "digitise-progress", script);
        await page.Locator("main tbody a[href$='/driving-licences']").ClickAsync();
        await page.Press("Gửi");
        (await page.MainText()).ShouldContain("Chưa chọn tệp.");
        await page.Locator("#files").SetInputFilesAsync(new FilePayload { Name = $"trich-luc-{script}.png", MimeType = "image/png", Buffer = paper });
        await page.Press("Gửi");
        (await page.MainText()).ShouldContain("Đã nhận các bản quét.");
        await page.Looks(house, "digitise-register", script);
        // the machine reads by itself; the officer asks for the next one until it is there
        var fields = page.Locator("input[name='licence.number']");
        while (await fields.CountAsync() == 0)
        {
            await page.GotoAsync("/registries/digitise/driving-licences");
            await page.Press("Kiểm tra bản quét tiếp theo");
        }
        (await fields.InputValueAsync()).ShouldBe(Licence(script));
        await page.Looks(house, "digitise-check", script);

        // Tab goes from field to field, and the place of each lights up on the paper
        await page.Locator("input[name='person.number']").FocusAsync();
        (await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.lt-box-0')).strokeWidth")).ShouldBe("5px");
        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("document.activeElement.name")).ShouldBe("licence.number");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(" ");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Chưa nhập: Số giấy phép lái xe.");
        await page.Looks(house, "digitise-refused", script);
        await page.Locator("input[name='licence.number']").FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(Licence(script));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Bản ghi đã vào sổ, có chữ ký của bạn.");
        await page.Locator("main tbody a").First.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Mã băm bản ghi");
        await page.Looks(house, "digitise-signed", script);
    }

    private static string Licence(bool script) => script ? "240123456781" : "240123456782";

    // the number of somebody of the demonstration, as the register shows it
    private static async Task<string> Number(IPage page, bool script)
    {
        await page.SignIn("Chủ quản dữ liệu");
        await page.GotoAsync("/population");
        await page.Locator("#fullName").FillAsync(script ? "Vũ Thị Ngọc Lan" : "Đặng Quốc Cường");
        await page.Locator("input[name='birthDate.day']").FillAsync(script ? "17" : "3");
        await page.Locator("input[name='birthDate.month']").FillAsync(script ? "5" : "12");
        await page.Locator("input[name='birthDate.year']").FillAsync(script ? "1990" : "1983");
        await page.GetByLabel(script ? "Nữ" : "Nam", new() { Exact = true }).CheckAsync();
        await page.Locator("#place").FillAsync("phường Bắc Giang, Bắc Ninh");
        await page.Press("Tìm");
        return string.Concat((await page.Locator("main tbody th span").First.InnerTextAsync()).Where(char.IsAsciiDigit));
    }

    private static async Task<byte[]> Print(RunningHouse house, string number, string licence)
    {
        var page = await house.Visit(script: false, width: 1240, height: 900);
        await page.SetContentAsync($"""
            <meta charset=utf-8><body style="font:26px 'Noto Serif';margin:80px;background:#fff"><h1>GIẤY PHÉP LÁI XE</h1><p>Số: {licence}</p><p>Số định danh cá nhân: {number}</p>
            <p>Hạng: B</p><p>Ngày cấp: 20 tháng 11 năm 2025</p><p>Có giá trị đến: 20/11/2035</p>
            """);
        return await page.ScreenshotAsync();
    }
}
