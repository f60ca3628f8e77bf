using System.Net;
using LienThong.Dictionary;
using LienThong.Exchange;
using LienThong.Exchange.Agreements;
using LienThong.Kernel.Access;
using LienThong.Kernel.Content;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Ledger;
using LienThong.Registries;
using LienThong.Registries.Definitions;
using LienThong.Tests.Exchange;
using LienThong.Tests.Fixture;
using static LienThong.Tests.Registries.RegistryHouse;

namespace LienThong.Tests.Registries;

/// <summary>Registers are data: drafted, compared, published, and at once a source of the broker.</summary>
public sealed class DefinitionTests(RegistryHouse house) : IClassFixture<RegistryHouse>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly Caller Owner = TestCaller.Official("G01", RegistryScopes.Read, RegistryScopes.Define, RegistryScopes.Write);

    private DraftDefinition Drafts => house.Get<DraftDefinition>();

    private PublishDefinition Publish => house.Get<PublishDefinition>();

    /// A register of identity-card facts kept by the ministry as a database of its own; the ministry owns the fields, so the register answers them.
    private static RegistryDefinition Guns(string code) => new(
        code, code, "Sổ giấy phép", "Permits", "Mỗi bản ghi là một giấy phép.", "G01", [new("licence.number")], "Luật thử 1/2026", new(2026, 1, 1))
    {
        Key = new("licence.number"), Optional = [new("licence.class")], Rights = [new("*", ["*"], ["*"])],
    };

    private static string Code() => "permits-" + Guid.CreateVersion7().ToString("N")[20..];

    private async Task<RegistryDefinition> Live(RegistryDefinition definition)
    {
        (await Drafts.Begin(Owner, definition, Ct)).Failed.ShouldBeFalse();
        var published = await Publish.Publish(Owner, definition.Code, Ct);
        published.Failed.ShouldBeFalse(published.Failed ? published.Faults[0].Text(new("vi")) : "");
        return definition;
    }

    private async Task<Result> Republish(RegistryDefinition next)
    {
        (await Drafts.Change(Owner, next.Code, Ct)).Failed.ShouldBeFalse();
        (await Drafts.Save(Owner, next.Code, _ => next, Ct)).Failed.ShouldBeFalse();
        return await Publish.Publish(Owner, next.Code, Ct);
    }

    private static RecordDraft Permit(SubjectId who, string number) => new(who, Values(("licence.number", number)), Day, null, new(Origin.Typed, "T-1", "G01"));

    [Fact]
    public async Task A_register_made_now_answers_the_broker_at_once_with_a_line_in_the_ledger()
    {
        var fields = new[] { "fireSafety.acceptedOn" };
        var agreement = await house.Agree(new() { Fields = fields, Bases = ["order"] });
        var who = Somebody();
        var request = ExchangeTestExtensions.Ask(agreement, who, fields) with { Basis = new(BasisKind.Order, "QĐ-1") };
        house.Get<AgreementBook>().Forget();
        var broker = house.Get<IDataBroker>();
        (await broker.Read(request, Ct)).Value.Values[0].Outcome.ShouldBe(ReadOutcome.Unavailable);         // nobody holds it yet

        var definition = await Live(Guns(Code()) with { Required = [new("fireSafety.acceptedOn")], Key = null, Optional = [] });
        (await house.Registries.PutRecords(Keeper, definition.Code, [new(who, Values(("fireSafety.acceptedOn", "2026-10-01")), Day, null, new(Origin.Typed, "QĐ-9"))], Ct)).Failed.ShouldBeFalse();
        var answer = (await broker.Read(request, Ct)).Value;
        (answer.Values[0].Value, answer.Values[0].Database).ShouldBe(("2026-10-01", definition.Code));
        var line = await house.LastEntryAbout(who);
        (line.Kind, line.Agreement, line.Fields.Single()).ShouldBe((LedgerKinds.Read, agreement, "fireSafety.acceptedOn"));

        (await Publish.Archive(Owner, definition.Code, Ct)).Faults[0].Error.ShouldBe(DefinitionErrors.Breaking);    // the agreement reads it
        await house.Db<ExchangeModule>().Execute("update exchange.agreement set state = 'ended', version = version + 1 where code = $1", [agreement], Ct);
        house.Get<AgreementBook>().Forget();
        var archived = await Publish.Archive(Owner, definition.Code, Ct);
        archived.Failed.ShouldBeFalse(archived.Failed ? archived.Faults[0].Text(new("vi")) : "");
        (await house.Get<LiveSources>().Current(Ct)).ShouldNotContain(s => s.Database == definition.Code);
    }

    [Fact]
    public async Task Another_node_sees_a_new_register_without_a_restart()
    {
        using var other = new PublishedRegisters(house.Db<RegistriesModule>(), house.Get<IDictionary>(), new LienThong.Tests.Registries.HurriedClock(), house.Services);
        (await other.Current(Ct)).Find("nothing").ShouldBeNull();
        var definition = await Live(Guns(Code()));
        (await other.Current(Ct)).Find(definition.Code).ShouldNotBeNull();
        (await ((IChangingSources)other).Current(Ct)).ShouldContain(s => s.Database == definition.Code);
    }

    [Fact]
    public async Task Compatible_changes_are_applied_and_the_version_before_is_kept()
    {
        var before = await Live(Guns(Code()));
        var who = Somebody();
        await house.Registries.PutRecords(Keeper, before.Code, [Permit(who, "010123456789")], Ct);
        var next = before with { Vi = "Sổ giấy phép mới", Optional = [new("licence.class"), new("licence.points")], Search = [new("licence.number")] };
        (await Republish(next)).Failed.ShouldBeFalse();
        (await house.Registries.Find(before.Code, Ct))!.Holds(new("licence.points")).ShouldBeTrue();
        (await Drafts.Versions(before.Code, Ct)).Select(v => (v.Version, v.State)).ShouldBe([(2, DefinitionState.Published), (1, DefinitionState.Archived)]);
        var points = new RecordDraft(who, Values(("licence.number", "010123456789"), ("licence.points", "12")), Day, null, new(Origin.Typed, "T-2"));
        (await house.Registries.PutRecords(Keeper, before.Code, [points], Ct)).Value.Single().Version.ShouldBe(2);
    }

    [Fact]
    public async Task Breaking_changes_are_refused_and_the_live_version_stays()
    {
        var before = await Live(Guns(Code()) with { Optional = [] });
        await house.Registries.PutRecords(Keeper, before.Code, [Permit(Somebody(), "010123456780")], Ct);
        var tries = new Dictionary<string, RegistryDefinition>
        {
            ["Bỏ trường"] = before with { Required = [new("licence.points")], Key = null, Defaults = [new(new("licence.points"), "12")] },
            ["Đổi trường phân biệt"] = before with { Key = null },
            ["Thêm trường"] = before with { Required = [new("licence.number"), new("licence.points")] },
            ["Đổi đối tượng"] = before with { KeyedBy = RegistrySubject.Free },
        };
        foreach (var (word, next) in tries)
        {
            var refused = await Republish(next);
            refused.Faults.ShouldContain(f => f.Error == DefinitionErrors.Breaking && f.Text(new("vi")).Contains(word), word);
            refused.Faults[0].Text(new("vi")).ShouldContain("Đang dùng: ");
        }
        (await Drafts.Versions(before.Code, Ct)).Single(v => v.State == DefinitionState.Published).Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_field_in_use_is_not_removed_and_every_user_is_named()
    {
        var commune = TestCaller.Official("G12", RegistryScopes.Read, RegistryScopes.Define);
        var live = (await house.Registries.Find("health-cards", Ct))!;
        var next = live with { Required = [.. live.Required.Where(f => f.Value != "insurance.cardNumber")] };
        (await Drafts.Change(commune, "health-cards", Ct)).Failed.ShouldBeFalse();
        (await Drafts.Save(commune, "health-cards", _ => next, Ct)).Failed.ShouldBeFalse();
        var refused = await Publish.Publish(commune, "health-cards", Ct);
        var text = refused.Faults.Single(f => f.Error == DefinitionErrors.Breaking).Text(new("vi"));
        text.ShouldContain("thoả thuận");
        text.ShouldContain("giấy tờ");
        (await Drafts.Discard(commune, "health-cards", Ct)).Failed.ShouldBeFalse();
    }

    [Fact]
    public async Task A_compulsory_field_with_a_default_is_filled_in_with_history_provenance_and_feed()
    {
        var before = await Live(Guns(Code()) with { Optional = [] });
        var people = Enumerable.Range(0, 5).Select(_ => Somebody()).ToList();
        await house.Registries.PutRecords(Keeper, before.Code, [.. people.Select((p, i) => Permit(p, $"01012345670{i}"))], Ct);
        var next = before with { Required = [new("licence.number"), new("licence.points")], Defaults = [new(new("licence.points"), "12")] };
        (await Republish(next)).Failed.ShouldBeFalse();
        var states = (await house.Registries.History(Keeper, before.Code, people[2], "010123456702", Ct)).Value;
        states.Select(s => s.Version).ShouldBe([2, 1]);
        states[0].Values[new("licence.points")].ShouldBe("12");
        states[0].Origins["licence.points"].Document.ShouldBe(before.Code + " v2");
        var feed = (await house.Registries.Changes(Keeper, before.Code, new(0, 1000), Ct)).Value.Lines;
        feed.Select(l => l.Position).ShouldBe(Enumerable.Range(1, feed.Count).Select(i => (long)i));
        feed.Count(l => l.Kind == "changed" && l.Fields.Contains(new("licence.points"))).ShouldBe(5);
    }

    [Fact]
    public async Task Yaml_and_browser_give_the_same_definition()
    {
        var made = await Live(Guns(Code()) with
        {
            Search = [new("licence.number")], DoubleCheck = true, Definition = "Có “nháy”, dấu: và 'nháy đơn'\nhai dòng", Rights = [new("*", ["*"], []), new("owner", ["licence.number"], ["licence.class"])],
        });
        var yaml = RegistryYaml.Of((await house.Registries.Find(made.Code, Ct))!);
        var report = new ContentReport();
        var read = ContentFolder.Parse<RegistryFile>("x", yaml, report);
        report.Faults.ShouldBeEmpty(yaml);
        StoredDefinition.Same(read!.Registries.Single(), made).ShouldBeTrue(yaml);
        using var client = house.As(Owner);
        (await client.GetStringAsync($"/api/registries/v1/registers/{made.Code}/yaml")).ShouldBe(yaml);

        var twin = Code();
        var posted = await client.PostOnce("/api/registries/v1/registers", new { yaml = yaml.Replace(made.Code, twin, StringComparison.Ordinal) });
        posted.StatusCode.ShouldBe(HttpStatusCode.OK, await posted.Content.ReadAsStringAsync());
        (await client.PostOnce($"/api/registries/v1/registers/{twin}/publish", new { })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        StoredDefinition.Same((await house.Registries.Find(twin, Ct))!, made with { Code = twin, Database = twin }).ShouldBeTrue();
        (await Publish.Publish(Owner, twin, Ct)).Faults[0].Error.ShouldBe(DefinitionErrors.DraftUnknown);
    }

    [Fact]
    public async Task Wrong_yaml_is_told_with_its_line()
    {
        using var client = house.As(Owner);
        var refused = await client.PostOnce("/api/registries/v1/registers", new { yaml = "registries:\n  - code: x\n    colour: red\n" });
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("YAML:3");
    }

    [Fact]
    public async Task Nobody_declares_registers_for_another_agency_or_its_database()
    {
        var stranger = TestCaller.Official("G12", RegistryScopes.Define);
        (await Drafts.Begin(stranger, Guns(Code()), Ct)).Faults.ShouldContain(f => f.Error == DefinitionErrors.NotOwner);
        (await Drafts.Begin(stranger, Guns(Code()) with { Keeper = "G12", Database = "vehicle" }, Ct)).Faults.ShouldContain(f => f.Error == DefinitionErrors.DatabaseNotYours);
        (await Drafts.Change(stranger, "marriages", Ct)).Faults[0].Error.ShouldBe(DefinitionErrors.NotOwner);
        (await Drafts.Begin(Owner, Guns("marriages"), Ct)).Faults.ShouldContain(f => f.Error == DefinitionErrors.CodeTaken);
        using var without = house.As(TestCaller.Official("G01", RegistryScopes.Read));
        (await without.PostOnce("/api/registries/v1/registers", new { yaml = "x" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_register_does_not_become_a_source_of_fields_that_its_keeper_does_not_own()
    {
        var copy = await Live(Guns(Code()) with { Optional = [new("insurance.group")] });
        (await house.Source(copy.Code)).Fields.ShouldBe([new FieldCode("licence.number")]);
    }

    [Fact]
    public async Task All_faults_of_a_draft_are_told_when_it_is_published()
    {
        var code = Code();
        await Drafts.Begin(Owner, Guns(code) with { Required = [], Optional = [new("licence.nothing")], LegalBasis = "", Search = [new("licence.points")], KeyedBy = RegistrySubject.Free, Key = null }, Ct);
        var faults = (await Publish.Publish(Owner, code, Ct)).Faults.Select(f => f.Error).ToHashSet();
        faults.ShouldBe([DefinitionErrors.NameMissing, DefinitionErrors.NothingRequired, DefinitionErrors.FieldNotKnown, DefinitionErrors.NotHeld, DefinitionErrors.KeyMissing], ignoreOrder: true);
        (await Drafts.Discard(Owner, code, Ct)).Failed.ShouldBeFalse();
        (await Drafts.Find(code, Ct)).ShouldBeNull();
    }
}

/// <summary>A clock for which everything that was looked at is old.</summary>
sealed class HurriedClock : TimeProvider
{
    private long ticks;

    public override long GetTimestamp() => Interlocked.Add(ref ticks, TimestampFrequency * 60);
}
