using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Time;
using LienThong.Ledger;
using LienThong.Population.Synthetic;
using LienThong.Registries;
using LienThong.Registries.Digitisation;
using LienThong.Tests.Fixture;
using LienThong.Tests.Population;

namespace LienThong.Tests.Registries;

/// <summary>Real scans, real Tesseract: from the paper to the signed record.</summary>
public sealed class DigitisationTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private const string Agency = "H05.07210";
    private static readonly DateOnly Day = new(2026, 11, 20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Husband => DemoPeople.Husband.Number.ToString();

    [Fact]
    public async Task A_paper_is_read_checked_signed_and_stands_in_the_register_with_its_place_on_the_page()
    {
        PaperPrinter.SkipWithoutTools();
        var officer = Officer();
        var client = house.As(officer);
        var paper = Paper("101/2026-KS");
        await Upload(client, "births", "giấy.png", await PaperPrinter.Png(paper, Ct));
        var scan = await Read("births", "giấy.png");
        var html = await client.GetStringAsync($"/registries/digitise/births/{scan}", Ct);
        html.ShouldContain("<svg class=\"lt-verify__page\"");
        html.ShouldNotContain("style=");
        (await client.GetAsync($"/api/registries/v1/scans/{scan}/pages/1", Ct)).Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        (await house.As(TestCaller.Official("H05.07213", RegistryScopes.Write)).GetAsync($"/api/registries/v1/scans/{scan}/pages/1", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var refused = await Post(client, $"/registries/digitise/births/{scan}", new() { ["birth.certificateNo"] = "" });
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync(Ct)).ShouldContain("Chưa nhập: Số giấy khai sinh.");
        var done = await Post(client, $"/registries/digitise/births/{scan}", []);
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect, await done.Content.ReadAsStringAsync(Ct));
        await Became(done, scan, "done");

        var record = (await house.Get<IRegistries>().ReadRecords(officer, "births", [new(DemoPeople.Husband.Id.Value)], Ct)).Value.Single();
        record.Values[new("birth.certificateNo")].ShouldBe("101/2026-KS");
        record.Values[new("birth.registeredOn")].ShouldBe("2026-11-20");
        (record.Origins["*"].Origin, record.Origins["*"].Document, record.Origins["*"].Agency, record.From).ShouldBe((Origin.Digitised, $"scan:{scan}", Agency, Day));
        var box = await house.Db<RegistriesModule>().One("select x, y, width, height from registries.scan_field where scan = $1 and field = 'birth.certificateNo'", [scan], r => (X: r.GetInt32(0), Y: r.GetInt32(1), W: r.GetInt32(2), H: r.GetInt32(3)), Ct);
        (box.W > 50 && box.H is > 10 and < 80 && box.X > 50).ShouldBeTrue(box.ToString());
        var entry = (await house.Get<ILedger>().Search(new(Actor: officer.Id, Take: 100), Ct)).Value.Entries.Single(e => e.Kind == "digitised");
        var hash = VerifyScan.RecordHash((await ScanState.Find(house.Db<RegistriesModule>(), scan, Ct))!.Looks[0].Answers);
        entry.Details!.ShouldContain(Convert.ToHexStringLower(hash));
        (await client.GetStringAsync($"/registries/digitise/births/{scan}", Ct)).ShouldContain(Convert.ToHexStringLower(hash));
        var share = await house.Get<DigitisedShare>().Evaluate(DigitisedShare.Code, new MeasureScope(new(2020, 1, 1), HanoiTime.Today(TimeProvider.System), null, null), Ct);
        (share.Numerator >= 1 && share.Denominator >= share.Numerator).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_form_of_scan_is_read_and_other_files_are_refused_by_their_content()
    {
        PaperPrinter.SkipWithoutTools();
        var client = house.As(Officer());
        var paper = Paper("201/2026-KS");
        foreach (var (name, bytes) in new[] { ("a.pdf", await PaperPrinter.Pdf(paper, Ct)), ("b.jpg", await PaperPrinter.As(paper, "jpeg", Ct)), ("c.tif", await PaperPrinter.As(paper, "tiff", Ct)) })
        {
            await Upload(client, "births", name, bytes);
            var scan = await Read("births", name);
            (await Value(scan, "birth.certificateNo")).ShouldBe("201/2026-KS", name);
            (await client.GetAsync($"/api/registries/v1/scans/{scan}/pages/1", Ct)).Content.Headers.ContentType!.MediaType!.ShouldStartWith("image/");
        }
        (await Send(client, "births", "giả.pdf", "MZ chương trình"u8.ToArray())).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await Upload(client, "births", "hỏng.pdf", "%PDF-1.7 hỏng"u8.ToArray());
        await house.Get<ReadScans>().Due(Ct);
        (await State("births", "hỏng.pdf")).ShouldBe("broken");
    }

    [Fact]
    public async Task Two_persons_type_blind_and_a_third_decides_where_they_differ()
    {
        PaperPrinter.SkipWithoutTools();
        var (first, second, third) = (house.As(Officer()), house.As(Officer()), house.As(Officer()));
        await Upload(first, "marriages", "kết hôn.png", await PaperPrinter.Png(Paper("301/2026-KH"), Ct));
        var scan = await Read("marriages", "kết hôn.png");
        var path = $"/registries/digitise/marriages/{scan}";
        var said = await Post(first, path, new() { ["person.number"] = Husband, ["marriage.certificateNo"] = "301/2026-KH", ["marriage.registeredOn"] = "20/11/2026", ["marriage.spouseName"] = "Nguyễn Thị Lan", ["marriage.spouseNumber"] = "" });
        await Became(said, scan, "second");
        (await (await Post(first, path, new() { ["person.number"] = Husband, ["marriage.certificateNo"] = "301/2026-KH", ["marriage.spouseName"] = "X" })).Content.ReadAsStringAsync(Ct)).ShouldContain("Bạn đã xem bản quét này ở lượt trước.");
        var blind = await second.GetStringAsync(path, Ct);
        blind.ShouldNotContain("Nguyễn Thị Lan");
        blind.ShouldContain("name=\"marriage.spouseName\"");
        said = await Post(second, path, new() { ["person.number"] = Husband, ["marriage.certificateNo"] = "301/2026-KH", ["marriage.spouseName"] = "Nguyễn Thị Loan" });
        await Became(said, scan, "third");
        var decide = await third.GetStringAsync(path, Ct);
        decide.ShouldContain("Người thứ nhất: Nguyễn Thị Lan. Người thứ hai: Nguyễn Thị Loan.");
        decide.ShouldNotContain("name=\"marriage.certificateNo\"");
        said = await Post(third, path, new() { ["marriage.spouseName"] = "Nguyễn Thị Loan" });
        await Became(said, scan, "done");
        var record = (await house.Get<IRegistries>().ReadRecords(Officer(), "marriages", [new(DemoPeople.Husband.Id.Value)], Ct)).Value.Single();
        record.Values[new("marriage.spouseName")].ShouldBe("Nguyễn Thị Loan");
    }

    [Fact]
    public async Task Two_officers_never_get_the_same_scan_and_a_paper_can_be_given_up()
    {
        PaperPrinter.SkipWithoutTools();
        // of an agency of their own, because the queue is the agency's
        var directory = house.Get<IDirectory>();
        var agency = directory.CommuneBody(directory.Communes("24", Day).First(c => c.Code != "07210").Code, CommuneBodyKind.PeoplesCommittee, Day)!.Code;
        var (one, other) = (TestCaller.Official(agency, RegistryScopes.Write), TestCaller.Official(agency, RegistryScopes.Write));
        var client = house.As(one);
        await Upload(client, "births", "1.png", await PaperPrinter.Png(Paper("401"), Ct));
        await Upload(client, "births", "2.png", await PaperPrinter.Png(Paper("402"), Ct));
        await Read("births", "2.png");
        var queue = house.Get<ScanQueue>();
        var mine = await queue.Next(one, "births", null, Ct);
        var theirs = await queue.Next(other, "births", null, Ct);
        (mine is not null && theirs is not null && mine != theirs).ShouldBeTrue();
        (await queue.Next(TestCaller.Official(agency, RegistryScopes.Write), "births", null, Ct)).ShouldBeNull();
        (await Post(client, $"/registries/digitise/births/{mine}", new() { ["reason"] = "x" }, "Refuse")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Post(client, $"/registries/digitise/births/{mine}", new() { ["reason"] = "giấy mờ, không đọc được" }, "Refuse")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetStringAsync("/registries/digitise/births", Ct)).ShouldContain("giấy mờ, không đọc được");
    }

    [Fact]
    public async Task Turned_speckled_and_blurred_papers_are_read_well_and_doubt_is_marked()
    {
        PaperPrinter.SkipWithoutTools();
        TestPaper[] papers =
        [
            Paper("512/2026-KS"), Paper("513/2026-KS") with { Rotation = 1.2 }, Paper("514/2026-KS") with { Noise = true }, Paper("515/2026-KS") with { Blur = 9 }, Paper("516/2026-KS") with { Font = "DejaVu Sans", Rotation = -1.5 },
            Paper("517/2026-KS") with { Rotation = .8, Noise = true, Blur = 7 }, Paper("518/2026-KS") with { Size = 15 }, Paper("519/2026-KS") with { Size = 15, Noise = true, Rotation = -.6 },
            Paper("520/2026-KS") with { Blur = 16, Ink = "#888" }, Paper("521/2026-KS") with { Font = "DejaVu Sans", Size = 13, Ink = "#777" }, Paper("522/2026-KS") with { Rotation = 2.5, Blur = 10, Noise = true, Ink = "#555" },
            Paper("523/2026-KS") with { Size = 12, Blur = 6 },
        ];
        var edition = await house.Get<IDictionary>().Current(Ct);
        var registry = (await house.Get<IRegistries>().Find("births", Ct))!;
        var text = await house.Get<FieldTexts>().Of(registry, Ct);
        var labels = house.Get<PaperLabels>().Of(registry, edition, Day);
        var (fields, right, letters, wrong, silent) = (0, 0, 0, 0.0, 0);
        var report = new StringBuilder();
        foreach (var paper in papers)
        {
            var pages = (await ReadPages.Of(await PaperPrinter.Png(paper, Ct), "image/png", Ct))!;
            var found = new FindFields(labels, text.Canonical).On(pages).ToDictionary(f => f.Field.Value);
            foreach (var (field, expected) in new Dictionary<string, string> { ["person.number"] = paper.Number, ["birth.certificateNo"] = paper.Certificate, ["birth.registeredOn"] = "2026-11-20", ["birth.registryOffice"] = "H05.07210" })
            {
                var read = found[field].Value ?? "";
                fields++;
                letters += expected.Length;
                // an agency that was not recognised is still text to be compared with what is printed
                var printed = field == "birth.registryOffice" && read != expected ? paper.Office : expected;
                wrong += expected.Length * (1 - FindFields.Likeness(printed, read));
                if (read == expected) right++;
                else if (!found[field].Marked) silent++;
                report.AppendLine($"{(read == expected ? "ok " : "bad")} {found[field].Confidence,3} {field}: {read}");
            }
        }
        var summary = $"fields {right}/{fields}, characters {100 * (1 - wrong / letters):0.0} %, wrong and not marked {silent}\n{report}";
        TestContext.Current.SendDiagnosticMessage(summary);
        ((double)right / fields).ShouldBeGreaterThanOrEqualTo(0.85, summary);
        (1 - wrong / letters).ShouldBeGreaterThanOrEqualTo(0.93, summary);
        silent.ShouldBe(0, summary);
    }

    [Theory]
    [InlineData("birth.registeredOn", "20 tháng 11 năm 2026", "2026-11-20"), InlineData("birth.registeredOn", "ngày 20/11/2026", "2026-11-20"), InlineData("person.number", "O99 094 l2345B", "099094123458"), InlineData("birth.registryOffice", "UBND phường Bắc Giang, Bắc Ninh", "H05.07210"), InlineData("dwelling.floorArea", "1.062,5 m²", "1062.5")]
    public async Task What_stands_on_paper_becomes_the_form_of_the_dictionary(string field, string written, string canonical) =>
        (await house.Get<FieldTexts>().Of((await house.Get<IRegistries>().Find("births", Ct))!, Ct)).Canonical(new(field), written).Value.ShouldBe(canonical);

    [Fact]
    public void Labels_are_found_by_likeness_and_values_right_of_or_beneath_them()
    {
        OcrWord[] words = [W("Số:", 10, 10), W("12/KS", 60, 10), W("Ngầy", 10, 60), W("đăng", 60, 60), W("kỹ", 110, 60), W("20/11/2026", 10, 100), W("Nơi", 10, 150), W("đang", 60, 150), W("ký:Uỷ", 110, 150), W("ban", 160, 150)];
        FieldLabels[] labels = [new(new("a"), ["Số"]), new(new("b"), ["Ngày đăng ký"]), new(new("c"), ["Nơi đăng ký"])];
        var found = new FindFields(labels, (_, t) => t).On([new(800, 600, "image/png", [], words)]);
        found.Select(f => f.Value).ShouldBe(["12/KS", "20/11/2026", "Uỷ ban"]);
        found[0].Marked.ShouldBeFalse();
        found[1].Marked.ShouldBeFalse();

        static OcrWord W(string text, int x, int y) => new(text, x, y, 40, 20, 95, $"{y}");
    }

    [Fact]
    public void A_heading_is_no_label()
    {
        OcrWord[] words = [W("GIẤY", 10, 10), W("PHÉP", 60, 10), W("LÁI", 110, 10), W("XE", 160, 10), W("Số:", 10, 60), W("240123456781", 60, 60), W("Số", 10, 110), W("định", 60, 110), W("danh:", 110, 110), W("099", 160, 110)];
        FieldLabels[] labels = [new(new("a"), ["Số định danh"]), new(new("b"), ["Số giấy phép lái xe", "Số"])];
        new FindFields(labels, (_, t) => t).On([new(800, 600, "image/png", [], words)]).Select(f => f.Value).ShouldBe(["099", "240123456781"]);

        static OcrWord W(string text, int x, int y) => new(text, x, y, 40, 20, 95, $"{y}");
    }

    // where the officer goes next depends on what else waits in the queue
    private async Task Became(HttpResponseMessage said, Guid scan, string state)
    {
        said.StatusCode.ShouldBe(HttpStatusCode.Redirect, await said.Content.ReadAsStringAsync(Ct));
        (await house.Db<RegistriesModule>().One("select state from registries.scan where id = $1", [scan], r => r.GetString(0), Ct)).ShouldBe(state);
    }

    private static Caller Officer() => TestCaller.Official(Agency, RegistryScopes.Write);

    private static TestPaper Paper(string certificate) => new(Husband, "TRẦN MINH HOÀ", certificate, Day, "Ủy ban nhân dân phường Bắc Giang, tỉnh Bắc Ninh");

    private static async Task Upload(HttpClient client, string registry, string name, byte[] bytes)
    {
        var sent = await Send(client, registry, name, bytes);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync(Ct));
    }

    private static async Task<HttpResponseMessage> Send(HttpClient client, string registry, string name, byte[] bytes)
    {
        var (page, cookies) = await Open(client, $"/registries/digitise/{registry}");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "files", name } };
        form.Add(new StringContent(page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/registries/digitise/{registry}") { Content = form };
        request.Headers.Add("Cookie", cookies);
        return await client.SendAsync(request, Ct);
    }

    // the job of the program may be reading it at the same time
    private async Task<Guid> Read(string registry, string name)
    {
        while (await State(registry, name) is "waiting" or "reading")
        {
            await house.Get<ReadScans>().Due(Ct);
            await Task.Delay(20, Ct);
        }
        (await State(registry, name)).ShouldBe("open");
        return await house.Db<RegistriesModule>().One("select id from registries.scan where registry = $1 and file_name = $2", [registry, name], r => r.GetGuid(0), Ct);
    }

    private Task<string?> State(string registry, string name) => house.Db<RegistriesModule>().One("select state from registries.scan where registry = $1 and file_name = $2", [registry, name], r => r.GetString(0), Ct);

    private Task<string?> Value(Guid scan, string field) => house.Db<RegistriesModule>().One("select value from registries.scan_field where scan = $1 and field = $2", [scan, field], r => r.GetString(0), Ct);

    private static async Task<(IHtmlDocument Page, string Cookies)> Open(HttpClient client, string path)
    {
        var response = await client.GetAsync(path, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        var cookies = response.Headers.TryGetValues("Set-Cookie", out var set) ? string.Join("; ", set.Select(c => c.Split(';')[0])) : "";
        return (await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync(Ct), Ct), cookies);
    }

    // sends the form as it stands, with what is given changed
    private static async Task<HttpResponseMessage> Post(HttpClient client, string path, Dictionary<string, string> typed, string? handler = null)
    {
        var (page, cookies) = await Open(client, path);
        var action = handler is null ? path : $"{path}?handler={handler}";
        var form = page.QuerySelectorAll("form").OfType<IHtmlFormElement>().Single(f => f.GetAttribute("action") == action);
        Dictionary<string, string> answers = new(StringComparer.Ordinal);
        foreach (var input in form.QuerySelectorAll("input")) answers[input.GetAttribute("name")!] = input.GetAttribute("value") ?? "";
        foreach (var (name, value) in typed) answers[name] = value;
        using var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(answers) };
        request.Headers.Add("Cookie", cookies);
        return await client.SendAsync(request, Ct);
    }
}
