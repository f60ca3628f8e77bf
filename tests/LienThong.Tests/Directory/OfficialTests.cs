using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LienThong.Directory;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Directory;

public sealed class OfficialTests(TestHouse house) : IClassFixture<TestHouse>
{
    HttpClient Manager => house.As(TestCaller.Official("G17", DirectoryScopes.Manage, DirectoryScopes.Read));

    static int count;

    [Fact]
    public async Task An_official_is_registered_linked_appointed_and_found_by_account_on_a_day()
    {
        var staff = await Register();
        var account = Guid.CreateVersion7();
        (await Put($"officials/{staff}/account", new { account })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Appoint(staff, "H05.07210", "one-stop-officer", "2025-07-01")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var directory = house.Get<IDirectory>();
        var post = (await directory.PostsOf(account, Book.Today, default)).ShouldHaveSingleItem();
        post.Agency.ShouldBe("H05.07210");
        post.OfficeName.ShouldBe("Công chức một cửa");
        (await directory.PostsOf(account, new(2025, 6, 30), default)).ShouldBeEmpty();
        (await directory.FindOfficial(account, default))!.StaffCode.ShouldBe(staff);
        (await directory.PostsAt("H05.07210", Book.Today, default)).ShouldContain(p => p.Id == post.Id);

        (await Manager.PostOnce($"/api/directory/v1/posts/{post.Id.Value}/end", new { to = "2026-03-31" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await directory.PostsOf(account, Book.Today, default)).ShouldBeEmpty();
        (await directory.PostsOf(account, new(2026, 3, 31), default)).ShouldHaveSingleItem();
        var told = await house.Db<DirectoryModule>().One(
            "select count(*) from kernel.outbox where type = 'directory.post-changed' and payload ->> 'account' = $1", [account.ToString()], r => r.GetInt64(0), default);
        told.ShouldBe(2);
    }

    [Fact]
    public async Task The_same_office_at_the_same_body_is_not_held_twice_at_once()
    {
        var staff = await Register();
        (await Appoint(staff, "G17", "integrator", "2025-03-01")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Refused(await Appoint(staff, "G17", "integrator", "2026-01-01"), HttpStatusCode.Conflict, "DIR-0013");
        (await Appoint(staff, "G17", "data-owner", "2026-01-01")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_fault_of_an_appointment_is_told_at_its_field()
    {
        var staff = await Register();
        var answer = await Manager.PostOnce($"/api/directory/v1/officials/{staff}/posts", new { agency = "G04", office = "king", from = "2026-01-01", to = "2025-01-01", legalBasis = " " });
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("pointer").GetString()).ShouldBe(["/office", "/agency", "/to", "/legalBasis"]);
    }

    [Fact]
    public async Task A_staff_code_and_an_account_belong_to_one_official()
    {
        var (one, other, account) = (await Register(), await Register(), Guid.CreateVersion7());
        await Refused(await Post("officials", new { staffCode = one, fullName = "Trần Thị B" }), HttpStatusCode.Conflict, "DIR-0009");
        await Put($"officials/{one}/account", new { account });
        await Refused(await Put($"officials/{other}/account", new { account }), HttpStatusCode.Conflict, "DIR-0016");
        await Refused(await Put("officials/nobody/account", new { account }), HttpStatusCode.NotFound, "DIR-0008");
    }

    [Fact]
    public async Task A_name_and_code_must_be_given()
    {
        var answer = await Post("officials", new { staffCode = "á", fullName = "" });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Only_who_manages_the_directory_may_appoint_and_only_who_reads_it_may_look()
    {
        var stranger = house.As(TestCaller.Official("G17", "dossier.handle"));
        (await stranger.PostOnce("/api/directory/v1/officials", new { staffCode = "X1", fullName = "Ai Đó" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await stranger.GetAsync("/api/directory/v1/officials/x")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await house.Anonymous().GetAsync("/api/directory/v1/agencies/G17/posts")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var reader = house.As(TestCaller.Official("G17", DirectoryScopes.Read));
        (await reader.GetAsync("/api/directory/v1/agencies/G17/posts")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await reader.PostOnce("/api/directory/v1/officials", new { staffCode = "X1", fullName = "Ai Đó" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    async Task<string> Register()
    {
        var staff = $"CB-{Interlocked.Increment(ref count):0000}";
        (await Post("officials", new { staffCode = staff, fullName = "Nguyễn Thị Thử" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        return staff;
    }

    Task<HttpResponseMessage> Appoint(string staff, string agency, string office, string from) =>
        Post($"officials/{staff}/posts", new { agency, office, from, legalBasis = "QĐ 1/QĐ-UBND" });

    Task<HttpResponseMessage> Post(string path, object body) => Manager.PostOnce("/api/directory/v1/" + path, body);

    Task<HttpResponseMessage> Put(string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/directory/v1/" + path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        return Manager.SendAsync(request);
    }

    static async Task Refused(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe(code);
    }
}
