using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp;
using LienThong.Directory;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Directory;

public sealed class DirectoryWebTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task The_api_answers_who_a_body_is_today_with_the_chain()
    {
        var answer = await Get("agencies/Bộ GTVT?on=2022-01-18");
        answer.GetProperty("agency").GetProperty("code").GetString().ShouldBe("G04");
        answer.GetProperty("today")[0].GetProperty("name").GetString().ShouldBe("Bộ Xây dựng");
        answer.GetProperty("chain")[0].GetProperty("on").GetString().ShouldBe("2025-03-01");
        answer.GetProperty("moved").EnumerateArray().Select(m => m.GetProperty("functionCode").GetString()).ShouldContain("driving-licences");
    }

    [Fact]
    public async Task The_api_shows_an_area_on_a_day_and_what_became_of_it()
    {
        var then = await Get("areas/24?on=2022-06-01");
        then.GetProperty("area").GetProperty("fullName").GetString().ShouldBe("Tỉnh Bắc Giang");
        then.GetProperty("today")[0].GetProperty("fullName").GetString().ShouldBe("Tỉnh Bắc Ninh");
        var now = await Get("areas/24");
        now.GetProperty("facts").GetProperty("population").GetInt64().ShouldBe(3_619_433);
        now.GetProperty("predecessors").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Communes_of_a_province_come_page_by_page_each_once()
    {
        var seen = new List<string>();
        for (var after = ""; after is not null;)
        {
            var page = await Get($"provinces/24/communes?size=40&after={after}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("code").GetString()!));
            after = page.GetProperty("next").GetString();
        }
        seen.Count.ShouldBe(99);
        seen.ShouldBeUnique();
    }

    [Fact]
    public async Task A_class_tells_how_many_it_has_and_shows_a_page()
    {
        var members = await Get("classes/class:commune-pc/members?size=10");
        members.GetProperty("count").GetInt32().ShouldBe(3_321);
        members.GetProperty("items").GetArrayLength().ShouldBe(10);
        members.GetProperty("next").GetString().ShouldNotBeNull();
    }

    [Fact]
    public async Task The_calendar_counts_working_days()
    {
        (await Get("calendar/due?from=2026-11-23&days=3")).GetProperty("due").GetString().ShouldBe("2026-11-27");
        (await Get("calendar/2026")).GetProperty("workingDays").GetInt32().ShouldBe(249);
    }

    [Theory]
    [InlineData("areas/24?on=1900-13-01", HttpStatusCode.BadRequest, "KRN-0004")]
    [InlineData("areas/99", HttpStatusCode.NotFound, "DIR-0001")]
    [InlineData("areas/224", HttpStatusCode.OK, null)]
    [InlineData("agencies/không-có", HttpStatusCode.NotFound, "DIR-0002")]
    [InlineData("classes/class:x/members", HttpStatusCode.NotFound, "DIR-0003")]
    [InlineData("areas?q=a", HttpStatusCode.BadRequest, "DIR-0004")]
    [InlineData("areas", HttpStatusCode.BadRequest, "DIR-0004")]
    [InlineData("areas?q=chu&limit=5000", HttpStatusCode.BadRequest, "DIR-0006")]
    [InlineData("provinces/24/communes?size=0", HttpStatusCode.BadRequest, "DIR-0006")]
    [InlineData("calendar/1990", HttpStatusCode.NotFound, "DIR-0007")]
    [InlineData("calendar/due?from=2026-01-01&days=-1", HttpStatusCode.BadRequest, "DIR-0006")]
    public async Task Bad_questions_get_a_clear_refusal(string path, HttpStatusCode status, string? code)
    {
        var answer = await house.Anonymous().GetAsync("/api/directory/v1/" + path);
        answer.StatusCode.ShouldBe(status);
        if (code is null) return;
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task The_search_page_answers_with_the_body_of_today_the_days_and_the_chain()
    {
        var text = await Page("/directory?q=" + Uri.EscapeDataString("Bộ Giao thông vận tải hôm nay là ai"));
        text.ShouldContain("Bộ Giao thông vận tải");
        text.ShouldContain("đến 28/02/2025");
        text.ShouldContain("Nay là");
        text.ShouldContain("Bộ Xây dựng");
        text.ShouldContain("01/03/2025");
        text.ShouldContain("Sát hạch, cấp giấy phép lái xe");
    }

    [Theory]
    [InlineData("/directory", "34 tỉnh, thành phố hiện nay")]
    [InlineData("/directory?q=bac%20giang", "Tỉnh Bắc Giang")]
    [InlineData("/directory?q=zzzz", "Không tìm thấy")]
    [InlineData("/directory/areas/24", "Tỉnh Bắc Ninh")]
    [InlineData("/directory/areas/24?on=2022-01-01", "Tỉnh Bắc Giang")]
    [InlineData("/directory/areas/07525", "Hình thành từ")]
    [InlineData("/directory/areas/221?on=2024-01-01", "Nay là")]
    [InlineData("/directory/agencies/G17", "Bộ Giao thông vận tải")]
    [InlineData("/directory/agencies/G14?on=2022-01-01", "Quản lý an toàn thông tin mạng")]
    [InlineData("/directory/agencies/H05.07210", "Ủy ban nhân dân phường Bắc Giang")]
    [InlineData("/directory/classes", "Các bộ, ngành, địa phương")]
    [InlineData("/directory/classes/class:provinces", "34 cơ quan")]
    [InlineData("/directory/calendar/2026", "Ngày Văn hóa Việt Nam")]
    public async Task Pages_show_what_they_promise(string path, string expected) => (await Page(path)).ShouldContain(expected);

    [Theory]
    [InlineData("/directory/areas/99999")]
    [InlineData("/directory/agencies/Z99")]
    [InlineData("/directory/classes/class:none")]
    [InlineData("/directory/calendar/1990")]
    public async Task A_page_of_nothing_is_not_found(string path) =>
        (await house.Anonymous().GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task A_search_of_one_letter_says_what_to_do()
    {
        var answer = await house.Anonymous().GetAsync("/directory?q=a");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Nhập ít nhất 2 ký tự");
    }

    async Task<JsonElement> Get(string path)
    {
        var answer = await house.Anonymous().GetAsync("/api/directory/v1/" + path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    async Task<string> Page(string path)
    {
        var answer = await house.Anonymous().GetAsync(path);
        var html = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        var document = await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(html));
        return string.Join(' ', document.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
