using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using LienThong.Dictionary;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Dictionary;

public sealed class DictionaryApiTests(DictionaryApiTests.House house) : IClassFixture<DictionaryApiTests.House>
{
    public sealed class House(PostgresRun run) : TestHouse(run);

    private async Task<JsonObject> Get(string path)
    {
        using var client = house.Anonymous();
        return (await client.GetFromJsonAsync<JsonObject>("/api/dictionary/v1/" + path))!;
    }

    [Theory]
    [InlineData("q=ten%20khai%20sinh", "person.fullName")]
    [InlineData("q=noi%20thuong%20tru&class=original", "residence.permanent")]
    [InlineData("q=noi%20thuong%20tru&database=residence", "residence.permanent")]
    [InlineData("sensitivity=sensitive&q=dan%20toc", "person.ethnicity")]
    public async Task Fields_are_found_without_accents_and_by_filter(string query, string code)
    {
        var answer = await Get("fields?" + query);
        answer["fields"]!.AsArray().Select(f => f!["code"]!.GetValue<string>()).First().ShouldBe(code);
    }

    [Fact]
    public async Task A_filter_narrows_to_what_it_says()
    {
        var fields = (await Get("fields?class=reference&sensitivity=sensitive"))["fields"]!.AsArray();
        fields.Count.ShouldBeGreaterThan(0);
        fields.ShouldAllBe(f => f!["class"]!.GetValue<string>() == "reference" && f["sensitivity"]!.GetValue<string>() == "sensitive");
    }

    [Theory]
    [InlineData("fields?class=gold", HttpStatusCode.BadRequest, "DIC-0005")]
    [InlineData("fields?database=nowhere", HttpStatusCode.NotFound, "DIC-0003")]
    [InlineData("fields/person.nothing", HttpStatusCode.NotFound, "DIC-0001")]
    [InlineData("fields/%20", HttpStatusCode.NotFound, "DIC-0001")]
    [InlineData("fields/person.nothing/versions", HttpStatusCode.NotFound, "DIC-0001")]
    [InlineData("papers/no-paper", HttpStatusCode.NotFound, "DIC-0002")]
    [InlineData("codelists/no-list", HttpStatusCode.NotFound, "DIC-0004")]
    [InlineData("fields?on=2001-01-01", HttpStatusCode.NotFound, "DIC-0006")]
    [InlineData("fields?edition=999", HttpStatusCode.NotFound, "DIC-0007")]
    [InlineData("schema", HttpStatusCode.BadRequest, "DIC-0008")]
    public async Task What_does_not_exist_is_refused_with_its_code(string path, HttpStatusCode status, string code)
    {
        using var client = house.Anonymous();
        var answer = await client.GetAsync("/api/dictionary/v1/" + path);
        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(code);
    }

    [Fact]
    public async Task A_client_that_has_the_edition_is_not_sent_it_again()
    {
        using var client = house.Anonymous();
        var first = await client.GetAsync("/api/dictionary/v1/fields");
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/dictionary/v1/fields");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        var second = await client.SendAsync(request);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await second.Content.ReadAsByteArrayAsync()).Length.ShouldBe(0);
    }

    [Fact]
    public async Task A_paper_tells_which_fields_replace_it_and_from_which_database()
    {
        var answer = await Get("papers/birth-notice");
        answer["sources"]!.AsArray().ShouldAllBe(s => s!["database"]!.GetValue<string>() == "birth-notice");
        var use = answer["paper"]!["replacements"]!.AsArray().First(u => u!["procedure"]!.GetValue<string>() == "1.001193")!;
        use["fields"]!.AsArray().Select(f => f!.GetValue<string>()).ShouldBe(["birth.noticeNo", "birth.noticeDate", "birth.noticeSex", "birth.noticeFacility"]);
    }

    [Fact]
    public async Task A_field_tells_the_papers_that_it_helps_to_replace_and_its_values()
    {
        var answer = await Get("fields/person.sex");
        answer["codeList"]!["values"]!.AsArray().Select(v => v!["code"]!.GetValue<string>()).ShouldBe(["male", "female", "undetermined"]);
        answer["replaces"]!.AsArray().Select(p => p!["paper"]!.GetValue<string>()).ShouldContain("identity-card");
    }

    [Fact]
    public async Task A_set_of_fields_is_exported_as_JSON_Schema()
    {
        var schema = await Get("schema?fields=person.number,person.sex,person.birthDate,person.father");
        var members = schema["properties"]!;
        members["person.number"]!["pattern"]!.GetValue<string>().ShouldBe("^(?:[0-9]{12})$");
        members["person.sex"]!["enum"]!.AsArray().Count.ShouldBe(3);
        members["person.birthDate"]!["pattern"]!.GetValue<string>().ShouldStartWith("^[0-9]{4}");
        members["person.father"]!["required"]!.AsArray().Single()!.GetValue<string>().ShouldBe("name");
        schema["additionalProperties"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Theory]
    [InlineData("/dictionary", "Từ điển dữ liệu dùng chung")]
    [InlineData("/dictionary?q=ho+ten&class=gold", "Có ")]
    [InlineData("/dictionary/fields/person.ethnicity", "Dân tộc")]
    [InlineData("/dictionary/papers", "Giấy chứng sinh")]
    [InlineData("/dictionary/papers/household-book", "Giấy này đã hết giá trị")]
    [InlineData("/dictionary/databases", "Cơ sở dữ liệu hộ tịch điện tử")]
    [InlineData("/dictionary/databases/birth-notice", "Số giấy chứng sinh")]
    [InlineData("/dictionary/codelists", "Các dân tộc Việt Nam")]
    [InlineData("/dictionary/codelists/ethnic-groups", "Rơ Măm")]
    [InlineData("/dictionary/editions", "Bản số 1")]
    public async Task Every_page_is_there_for_anybody(string path, string says)
    {
        using var client = house.Anonymous();
        var answer = await client.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        page.QuerySelectorAll("h1").Length.ShouldBe(1);
        page.Body!.TextContent.ShouldContain(says);
    }

    [Theory]
    [InlineData("/dictionary/fields/person.nothing")]
    [InlineData("/dictionary/papers/nothing")]
    [InlineData("/dictionary/databases/nothing")]
    [InlineData("/dictionary/codelists/nothing")]
    public async Task An_unknown_code_is_a_missing_page(string path)
    {
        using var client = house.Anonymous();
        (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task English_readers_get_English_words_and_names()
    {
        using var client = house.Anonymous();
        var html = await client.GetStringAsync("/dictionary/fields/person.ethnicity?lang=en");
        html.ShouldContain("Ethnic group");
        html.ShouldContain("Who uses this field, and why");
        html.ShouldContain("Sensitive personal");
    }

    [Fact]
    public async Task The_measure_counts_databases_that_have_told_their_fields()
    {
        var measures = house.Get<LienThong.Kernel.Measures.MeasureCatalogue>();
        var value = await measures.Evaluate("dictionary.databases-published", new(new(2020, 1, 1), new(2040, 1, 1)), CancellationToken.None);
        var edition = await house.Get<IDictionary>().Current(CancellationToken.None);
        value.Denominator.ShouldBe(edition.Databases.Count);
        value.Numerator.ShouldBe(edition.Fields.Select(f => f.Database).Distinct().Count());
        value.Trend[^1].Numerator.ShouldBe(value.Numerator);
    }
}
