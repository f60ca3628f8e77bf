using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Dictionary;
using LienThong.Exchange;
using LienThong.Identity;
using LienThong.Identity.Clients;
using LienThong.Identity.Consents;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Ledger;
using LienThong.Tests.Fixture;
using Microsoft.AspNetCore.Http;

namespace LienThong.Tests.Identity;

/// <summary>Consents as records: what covers what, receipts, withdrawal, and readings through the broker on their ground.</summary>
public sealed class ConsentTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    private static readonly string[] Profile = ["name", "gender", "birthdate"];

    [Fact]
    public async Task A_consent_covers_what_was_answered_granted_or_refused_and_nothing_more()
    {
        var (session, client) = (await Citizen(), await Client());
        (await Covering(session, client, Profile)).ShouldBeNull();
        var given = await Give(session, client, Profile, granted: ["name"]);
        given.Claims.ShouldBe(["name"]);
        given.Refused.ShouldBe(["gender", "birthdate"]);
        given.Fields.ShouldBe(["person.fullName"]);

        (await Covering(session, client, Profile))!.Id.ShouldBe(given.Id);
        (await Covering(session, client, ["name"]))!.Id.ShouldBe(given.Id);
        (await Covering(session, client, [.. Profile, "email"])).ShouldBeNull();
        (await Covering(session, client, ["name"], scopes: ["openid", "address"])).ShouldBeNull();
        (await Covering(await Citizen(), client, ["name"])).ShouldBeNull();
        (await Covering(session, await Client(), ["name"])).ShouldBeNull();
    }

    [Fact]
    public async Task Authorization_details_must_have_been_agreed_to_exactly()
    {
        var (session, client) = (await Citizen(), await Client());
        var detail = JsonDocument.Parse("""{"type":"urn:lienthong:data-access","agreement":"x","fields":["person.sex"]}""").RootElement;
        var given = await Give(session, client, [], [], [detail]);
        given.Fields.ShouldBe(["person.sex"]);
        (await house.Get<ConsentBook>().Covering(new(session.Account, client.Id, ["openid"], [], [detail]), default))!.Id.ShouldBe(given.Id);
        var wider = JsonDocument.Parse("""{"type":"urn:lienthong:data-access","agreement":"x","fields":["person.sex","person.number"]}""").RootElement;
        (await house.Get<ConsentBook>().Covering(new(session.Account, client.Id, ["openid"], [], [wider]), default)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_shown_is_kept_with_its_version_and_a_receipt_stands_in_the_ledger()
    {
        var (session, client) = (await Citizen(), await Client());
        var given = await Give(session, client, Profile, Profile);
        var view = (await house.Get<ListConsents>().One(session.Account, given.Id, default)).ShouldNotBeNull();
        view.Sheet.TextVersion.ShouldBe(1);
        view.Sheet.Vi.ShouldContain(client.Name);
        view.Sheet.Vi.ShouldContain("Đăng nhập để thử");
        view.Sheet.Items.ShouldContain(i => i.Key == "name" && i.Field == "person.fullName" && i.Source == "Cơ sở dữ liệu quốc gia về dân cư");
        var entries = (await house.Get<ILedger>().Search(new LedgerQuery(Subject: session.Person), default)).Value.Entries;
        var entry = entries.Single(e => e.Id == view.Receipt);
        (entry.Kind, entry.BasisReference).ShouldBe(("consent", given.Id.ToString()));
        entry.Fields.ShouldBe(["person.fullName", "person.sex", "person.birthDate"]);
        (await house.Get<ListConsents>().One((await Citizen()).Account, given.Id, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_required_claim_cannot_be_left_out()
    {
        var (session, client) = (await Citizen(), await Client());
        var ask = new ConsentAsk(session.Account, client.Id, ["openid"], Profile, []);
        var sheet = await house.Get<WriteSheet>().Do(client, ask, ["name"], default);
        sheet.Optional.Select(i => i.Key).ShouldBe(["gender", "birthdate"]);
        var result = await house.Get<GiveConsent>().Do(Http(session), session, ask, sheet, new([], "vi"), default);
        result.Faults[0].Error.ShouldBe(ConsentErrors.RequiredRefused);
    }

    [Fact]
    public async Task Refusing_later_what_was_granted_before_withdraws_the_earlier_act()
    {
        var (session, client) = (await Citizen(), await Client());
        var first = await Give(session, client, Profile, Profile);
        var second = await Give(session, client, Profile, ["name"]);
        var history = await house.Get<ListConsents>().History(session.Account, default);
        history.Single(v => v.Consent.Id == first.Id).WithdrawnWhy.ShouldBe("narrowed");
        (await Covering(session, client, Profile))!.Id.ShouldBe(second.Id);
        (await Told()).ShouldContain(e => e.Contains(first.Id.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_withdrawal_ends_every_consent_for_the_client_and_is_told()
    {
        var (session, client) = (await Citizen(), await Client());
        var one = await Give(session, client, ["name"], ["name"]);
        var two = await Give(session, client, ["email"], ["email"]);
        var other = await Give(session, await Client(), ["name"], ["name"]);
        (await house.Get<ListConsents>().Linked(session.Account, default)).Single(l => l.Client == client.Id).Items.Select(i => i.Key).ShouldBe(["email", "name"], ignoreOrder: true);

        (await house.Get<WithdrawConsent>().Do(Http(session), session, client.Id, default)).Failed.ShouldBeFalse();

        (await Covering(session, client, ["name"])).ShouldBeNull();
        (await house.Get<ConsentBook>().Find(one.Id, default)).ShouldBeNull();
        (await house.Get<ConsentBook>().Find(other.Id, default)).ShouldNotBeNull();
        (await house.Get<ListConsents>().Linked(session.Account, default)).ShouldNotContain(l => l.Client == client.Id);
        (await house.Get<ListConsents>().One(session.Account, two.Id, default))!.Withdrawal.ShouldNotBeNull();
        var told = await Told();
        told.ShouldContain(e => e.Contains(one.Id.ToString(), StringComparison.Ordinal) && e.Contains("by-person", StringComparison.Ordinal));
        (await house.Get<WithdrawConsent>().Do(Http(session), session, client.Id, default)).Faults[0].Error.ShouldBe(ConsentErrors.ConsentUnknown);
    }

    [Fact]
    public async Task Claims_are_read_through_the_broker_on_the_ground_of_the_consent_and_only_those_granted()
    {
        var (session, client) = (await Citizen(), await Client());
        var consent = await Give(session, client, Profile, ["name", "birthdate"]);
        var answer = await house.Get<ReadClaims>().Do(client, consent, null, [.. Profile, "email"], default);
        answer.Failed.ShouldBeFalse();
        var entry = (await house.Get<ILedger>().Search(new LedgerQuery(Subject: session.Person), default)).Value.Entries.Single(e => e.Kind == LedgerKinds.Read);
        (entry.Actor, entry.BasisKind, entry.BasisReference, entry.Agreement).ShouldBe((client.Id, "consent", consent.Id.ToString(), "sign-in"));
        entry.Fields.ShouldBe(["person.fullName", "person.birthDate"]);
        (await house.Accounts.NamesOf([client.Id], default))[client.Id].Name.ShouldBe(client.Name);

        await house.Get<WithdrawConsent>().Do(Http(session), session, client.Id, default);
        (await house.Get<ReadClaims>().Do(client, consent, null, Profile, default)).Faults[0].Error.ShouldBe(ExchangeErrors.ConsentMissing);
    }

    [Fact]
    public async Task The_broker_refuses_a_consent_of_somebody_else_for_another_reader_or_for_other_fields()
    {
        var (session, client) = (await Citizen(), await Client());
        var consent = await Give(session, client, ["name"], ["name"]);
        async Task<string?> Read(string reader, Guid subject, string field, string reference)
        {
            var caller = new Caller(CallerKind.System, reader, null, client.Agency, null, new HashSet<string>(), "api", null);
            var result = await house.Get<IDataBroker>().Read(
                new(caller, ReadClaims.Agreement, Purpose.Verification, new(BasisKind.Consent, reference), new(subject), [new(field)]), default);
            return result.Failed ? result.Faults[0].Error.Code : null;
        }
        var own = consent.Id.ToString();
        (await Read(client.Id, session.Person!.Value, "person.fullName", own)).ShouldBeNull();
        (await Read("other", session.Person!.Value, "person.fullName", own)).ShouldBe("EXC-0033");
        (await Read(client.Id, Guid.CreateVersion7(), "person.fullName", own)).ShouldBe("EXC-0033");
        (await Read(client.Id, session.Person!.Value, "person.sex", own)).ShouldBe("EXC-0033");
        (await Read(client.Id, session.Person!.Value, "person.fullName", Guid.CreateVersion7().ToString())).ShouldBe("EXC-0033");
        (await Read(client.Id, session.Person!.Value, "person.fullName", "DK-1")).ShouldBe("EXC-0033");
    }

    [Theory]
    [InlineData("text", "NGUYỄN THỊ HOA", "\"NGUYỄN THỊ HOA\"")]
    [InlineData("familyName", "Nguyễn Thị Ngọc Hoa", "\"Nguyễn\"")]
    [InlineData("middleName", "Nguyễn Thị Ngọc Hoa", "\"Thị Ngọc\"")]
    [InlineData("middleName", "Nguyễn Hoa", null)]
    [InlineData("givenName", "Nguyễn Thị Ngọc Hoa", "\"Hoa\"")]
    [InlineData("givenName", "Hoa", null)]
    [InlineData("gender", "female", "\"female\"")]
    [InlineData("gender", "undetermined", null)]
    [InlineData("birthdate", "1990-02-03", "\"1990-02-03\"")]
    [InlineData("birthdate", "1990-02", "\"1990\"")]
    [InlineData("phone", "0912 345 678", "\"\\u002B84912345678\"")]
    [InlineData("phone", "113", null)]
    [InlineData("list", "VN", "[\"VN\"]")]
    [InlineData("notVerified", "a@b.vn", "false")]
    [InlineData("address", "Số 1, Hà Nội", """{"formatted":"Số 1, Hà Nội","country":"VN"}""")]
    public void Values_take_the_shapes_of_OpenID_Connect(string form, string value, string? json)
    {
        var claim = ClaimForms.Of(form, new FieldValue(new("x"), value, null, "population", default, ReadOutcome.Found));
        if (json is null) claim.ShouldBeNull();
        else JsonNode.DeepEquals(claim, JsonNode.Parse(json)).ShouldBeTrue(claim?.ToJsonString());
        ClaimForms.Of(form, new FieldValue(new("x"), value, null, "population", default, ReadOutcome.Unavailable)).ShouldBeNull();
    }

    private Task<List<string>> Told() => house.Db<IdentityModule>().Many(
        "select payload::text from kernel.outbox where type = 'identity.consent-withdrawn'", [], r => r.GetString(0), default);

    private async Task<Consent?> Covering(Session session, OidcClient client, string[] claims, string[]? scopes = null) =>
        await house.Get<ConsentBook>().Covering(new(session.Account, client.Id, scopes ?? ["openid", "profile"], claims, []), default);

    private async Task<Consent> Give(Session session, OidcClient client, string[] claims, string[] granted, JsonElement[]? details = null)
    {
        var ask = new ConsentAsk(session.Account, client.Id, ["openid", "profile"], claims, details ?? []);
        var sheet = await house.Get<WriteSheet>().Do(client, ask, [], default);
        return (await house.Get<GiveConsent>().Do(Http(session), session, ask, sheet, new(granted, "vi"), default)).Value;
    }

    private static DefaultHttpContext Http(Session session)
    {
        var http = new DefaultHttpContext();
        http.SetSession(session);
        http.SetCaller(session.ToCaller());
        return http;
    }

    private async Task<Session> Citizen()
    {
        var person = Guid.CreateVersion7();
        var account = await house.Citizen(person);
        return new(Guid.CreateVersion7(), account, AccountKind.Citizen, AccountState.Active, false, 2, person, "Nguyễn Văn Thử", 2, ["pwd"],
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, null, null, null, null, System.Collections.Frozen.FrozenSet<string>.Empty);
    }

    private async Task<OidcClient> Client()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var metadata = new ClientMetadata(ClientProfile.Fapi, "Cổng thử " + Guid.CreateVersion7().ToString()[^6..], "G01", "Đăng nhập để thử", Live: false, ["https://rp.example.vn/cb"], [], null,
            ClientRulesTests.Set(ClientRulesTests.Ec(key, "a")), null, ["openid", "profile", "email"]);
        var added = (await house.Get<RegisterOidcClient>().Add(TestCaller.Official("G01", "identity.manage"), metadata, default)).Value;
        return (await house.Get<ClientBook>().Find(added.Id, default))!;
    }
}
