using Microsoft.Playwright;

namespace LienThong.Journeys;

/// <summary>The owner of the population database sees who may read which field, under which law, and how often they did.</summary>
public sealed class DataOwnerWatchesAgreements(RunningHouse house)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task An_owner_sees_the_agreements_with_their_consumers_and_fields(bool script)
    {
        var page = await house.Visit(script, width: 1366, height: 768);
        await page.SignIn("Chủ quản dữ liệu");
        await page.Heads("Chia sẻ dữ liệu");
        var row = page.Locator("main tbody tr", new() { HasText = "Đăng ký khai sinh ở cấp xã" });
        await Assertions.Expect(row).ToContainTextAsync("Ủy ban nhân dân cấp xã");
        await Assertions.Expect(row).ToContainTextAsync("giải quyết thủ tục");
        await Assertions.Expect(row).ToContainTextAsync("Đang hiệu lực");
        await page.Looks(house, "exchange", script);
        await page.Follow("Đăng ký khai sinh ở cấp xã");
        await page.Heads("Đăng ký khai sinh ở cấp xã");
        var text = await page.MainText();
        text.ShouldContain("Trung tâm Phục vụ hành chính công cấp xã");
        text.ShouldContain("Luật Hộ tịch 60/2014/QH13");
        (await page.Locator("main tbody a[href^='/dictionary/fields/']").CountAsync()).ShouldBeGreaterThan(15);
        (await page.Locator("main tbody a[href='/dictionary/fields/birth.noticeNo']").CountAsync()).ShouldBe(1);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Tạm dừng" })).ToBeVisibleAsync();
        await page.Looks(house, "exchange-agreement", script);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_citizen_may_not_look_at_the_agreements(bool script)
    {
        var page = await house.Visit(script);
        await page.SignIn("Người dân");
        (await page.GotoAsync("/exchange"))!.Status.ShouldBe(403);
        await page.Looks(house, "refused", script);
    }
}
