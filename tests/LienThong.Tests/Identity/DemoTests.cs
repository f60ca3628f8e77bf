using System.Net;
using LienThong.Identity;
using LienThong.Kernel.Modules;
using LienThong.Tests.Fixture;
using Microsoft.AspNetCore.Routing;

namespace LienThong.Tests.Identity;

public sealed class DemoTests(IdentityHouse house, RealHouse real) : IClassFixture<IdentityHouse>, IClassFixture<RealHouse>
{
    private static readonly Guid Mother = Guid.CreateVersion7();

    private static readonly DemoAccount[] Cast =
    [
        new("citizen", "Nguyễn Thị Hoa", Mother, null, null),
        .. new[] { "officer", "owner", "integrator", "programme", "leader", "inspector", "administrator" }
            .Select(code => new DemoAccount(code, "Trần Văn " + code, null, "H05", "UBND tỉnh Bắc Ninh")),
    ];

    [Fact]
    public async Task Eight_personas_with_three_steps_each_sign_in_with_one_click()
    {
        var demo = house.Get<IDemoAccounts>();
        (await demo.Create(Cast, default)).Failed.ShouldBeFalse();
        (await demo.Create(Cast, default)).Failed.ShouldBeFalse();
        (await house.Db<IdentityModule>().One("select count(*)::int from identity.account where demo", [], r => r.GetInt32(0), default)).ShouldBe(8);
        (await house.Db<IdentityModule>().One("select count(*)::int from identity.assignment where role <> 'civil-registrar'", [], r => r.GetInt32(0), default)).ShouldBe(7);

        using var visitor = house.NewBrowser();
        var page = await visitor.Page("/demo");
        page.QuerySelectorAll("section").Length.ShouldBe(8);
        page.QuerySelectorAll("section ol").ShouldAllBe(list => list.Children.Length == 3);
        page.Body!.TextContent.ShouldContain("bản trình diễn");
        foreach (var code in Cast.Select(c => c.Persona))
        {
            using var browser = house.NewBrowser();
            (await browser.Submit("/demo", $"form:has(input[value='{code}'])")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
            var me = (await browser.Me())!.Value;
            me.GetProperty("assurance").GetProperty("methods")[0].GetString().ShouldBe("demo");
            me.GetProperty("scopes").GetArrayLength().ShouldBeGreaterThan(1);
            if (code == "citizen") me.GetProperty("person").GetGuid().ShouldBe(Mother);
        }
    }

    [Fact]
    public async Task The_one_stop_officer_is_the_registrar_of_her_commune_as_well_and_starts_at_the_counter()
    {
        var also = Cast.Select(c => c.Persona == "officer" ? c with { Also = [new("civil-registrar", "H05.07210", "Công chức tư pháp - hộ tịch")] } : c).ToList();
        (await house.Get<IDemoAccounts>().Create(also, default)).Failed.ShouldBeFalse();
        using var browser = house.NewBrowser();
        await browser.Submit("/demo", "form:has(input[value='officer'])");
        Scopes((await browser.Me())!.Value).ShouldContain("dossier.handle");
        (await browser.Get("/registries/digitise")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var page = await browser.Page("/account");
        var registrar = page.QuerySelectorAll("input[name=assignment]").Single(i => i.ParentElement!.TextContent.Contains("hộ tịch", StringComparison.Ordinal));
        await browser.Submit("/account", "form:has(input[name=assignment])", ("assignment", registrar.GetAttribute("value")!));
        Scopes((await browser.Me())!.Value).ShouldContain("registries.write");
        (await browser.Get("/registries/digitise")).StatusCode.ShouldBe(HttpStatusCode.OK);

        static IEnumerable<string> Scopes(System.Text.Json.JsonElement me) => me.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()!);
    }

    [Fact]
    public async Task Outside_the_demo_the_page_has_no_route_and_the_accounts_cannot_be_made()
    {
        using var visitor = real.NewBrowser();
        (await visitor.Get("/demo")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var post = await visitor.Send(new(HttpMethod.Post, "/demo") { Content = new FormUrlEncodedContent([KeyValuePair.Create("persona", "administrator")]) });
        post.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.Page("/sign-in")).QuerySelector("main")!.InnerHtml.ShouldNotContain("/demo");
        (await real.Get<IDemoAccounts>().Create(Cast, default)).Faults[0].Error.ShouldBe(IdentityErrors.DemoOnly);
    }

    [Fact]
    public async Task Outside_the_demo_a_demo_account_opens_nothing_even_with_a_password()
    {
        var login = IdentityHouse.NewLogin();
        var account = await real.Official(login, "leader");
        using var before = await real.SignedIn(login);
        await real.Db<IdentityModule>().Execute("update identity.account set demo = true where id = $1", [account], default);
        using var browser = real.NewBrowser();
        (await browser.SignIn(login, IdentityHouse.Password)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Every_step_of_a_persona_leads_to_a_page_that_it_may_open()
    {
        await house.Get<IDemoAccounts>().Create(Cast, default);
        var steps = await house.Db<IdentityModule>().Many(
            "select distinct p.code, s ->> 'href' from identity.persona p, jsonb_array_elements(p.card -> 'steps') s", [], r => (Code: r.GetString(0), Href: r.GetString(1)), default);
        var faults = new List<string>();
        foreach (var persona in steps.GroupBy(s => s.Code))
        {
            using var browser = house.NewBrowser();
            await browser.Submit("/demo", $"form:has(input[value='{persona.Key}'])");
            foreach (var (_, href) in persona)
            {
                var answer = await browser.Get(href);
                if (answer.StatusCode != HttpStatusCode.OK) faults.Add($"{persona.Key} {href}: {(int)answer.StatusCode}");
            }
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_scope_that_a_route_needs_stands_in_the_content_and_in_a_role()
    {
        var needed = house.Get<EndpointDataSource>().Endpoints.Select(e => e.Metadata.GetMetadata<IAccessRule>()?.Scope).OfType<string>().Distinct().Where(s => s != "account.own");
        var given = await house.Db<IdentityModule>().Many(
            "select code from identity.scope s where exists (select from identity.role r where s.code = any(r.scopes))", [], r => r.GetString(0), default);
        needed.Except(given).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_persona_has_a_role_that_exists()
    {
        var missing = await house.Db<IdentityModule>().Many(
            "select p.code from identity.persona p where not exists (select from identity.role r where r.code = p.card ->> 'role')", [], r => r.GetString(0), default);
        missing.ShouldBeEmpty();
    }
}

/// <summary>A house that is not a demonstration.</summary>
public sealed class RealHouse(PostgresRun run) : IdentityHouse(run)
{
    protected override bool Demo => false;
}
