using LienThong.Dictionary;
using LienThong.Dictionary.Publishing;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Dictionary;

public sealed class PublishingTests(PublishingTests.House house) : IClassFixture<PublishingTests.House>
{
    public sealed class House(PostgresRun run) : TestHouse(run);

    private static readonly CancellationToken Ct = CancellationToken.None;

    private static FieldDefinition Field(string code, string definition = "Định nghĩa.") =>
        new(new(code), code, code, definition, FieldClass.Original, FieldType.Text, Sensitivity.Basic, "G01", "population", "Luật", new(2024, 7, 1));

    private async Task<IReadOnlyList<IDefinition>> Everything()
    {
        var edition = await house.Get<IDictionary>().Current(Ct);
        return [.. edition.Fields.SelectMany(f => edition.SlicesOf(f.Code)), .. edition.Databases, .. edition.CodeLists, .. edition.Papers];
    }

    private async Task<PublishFieldList.Outcome> Publish(IReadOnlyList<IDefinition> definitions, TimeProvider? clock = null)
    {
        var done = await PublishFieldList.Publish(definitions, Caller.Program("test"), clock ?? TimeProvider.System, house.Db<DictionaryModule>(), Ct);
        house.Get<LienThong.Dictionary.Reading.PublishedDictionary>().Forget();
        return done.Value;
    }

    [Fact]
    public async Task What_is_published_again_unchanged_makes_no_edition()
    {
        var before = (await house.Get<IDictionary>().Current(Ct)).Number;
        var outcome = await Publish(await Everything());
        outcome.Changed.ShouldBe(0);
        outcome.Edition.ShouldBe(before);
        (await house.Get<IDictionary>().Current(Ct)).Number.ShouldBe(before);
    }

    [Fact]
    public async Task A_changed_definition_is_a_new_version_and_the_old_edition_still_says_the_old_one()
    {
        var dictionary = house.Get<IDictionary>();
        var code = new FieldCode("test.changing");
        var first = await Publish([.. await Everything(), Field(code.Value, "Nghĩa cũ.")]);
        var second = await Publish([.. (await Everything()).Where(d => d.Key != code.Value), Field(code.Value, "Nghĩa mới.")]);

        (await dictionary.Current(Ct)).Field(code)!.Definition.ShouldBe("Nghĩa mới.");
        (await dictionary.Edition(first.Edition, Ct)).Value.Field(code)!.Definition.ShouldBe("Nghĩa cũ.");
        var versions = await dictionary.Versions(DefinitionKind.Field, code.Value, Ct);
        versions.Select(v => (v.Version, v.FromEdition)).ShouldBe([(2, second.Edition), (1, first.Edition)]);
        versions[0].WithdrawnAt.ShouldBeNull();
        versions[1].WithdrawnAt.ShouldBe(versions[0].PublishedAt);
        var change = LienThong.Dictionary.Reading.VersionChange.Between(versions)[0].Lines.ShouldHaveSingleItem();
        (change.Before, change.After).ShouldBe(("Nghĩa cũ.", "Nghĩa mới."));
    }

    [Fact]
    public async Task A_definition_that_is_no_longer_told_is_withdrawn_and_not_deleted()
    {
        var dictionary = house.Get<IDictionary>();
        var code = new FieldCode("test.leaving");
        var with = await Publish([.. await Everything(), Field(code.Value)]);
        var without = await Publish([.. (await Everything()).Where(d => d.Key != code.Value)]);

        (await dictionary.Current(Ct)).Field(code).ShouldBeNull();
        (await dictionary.Edition(with.Edition, Ct)).Value.Field(code).ShouldNotBeNull();
        (await dictionary.Publications(Ct)).First(p => p.Number == without.Edition).Withdrawn.ShouldBe(["field test.leaving"]);
    }

    [Fact]
    public async Task Each_edition_is_told_once_with_what_changed()
    {
        var outcome = await Publish([.. await Everything(), Field("test.told")]);
        var told = await house.Db<DictionaryModule>().Many(
            "select payload from kernel.outbox where type = $1", [FieldListPublished.EventType], r => r.FromJson<FieldListPublished>(0), Ct);
        told.Where(e => e.Edition == outcome.Edition).ShouldHaveSingleItem().Added.ShouldBe(["field test.told"]);
    }

    [Fact]
    public async Task Nodes_that_publish_the_same_at_once_make_one_edition()
    {
        IReadOnlyList<IDefinition> all = [.. await Everything(), Field("test.race")];
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Publish(all)));
        outcomes.Select(o => o.Edition).Distinct().Count().ShouldBe(1);
        outcomes.Count(o => o.Changed > 0).ShouldBe(1);
    }

    [Fact]
    public async Task The_list_of_a_day_is_the_one_published_by_its_end_in_Hà_Nội()
    {
        var dictionary = house.Get<IDictionary>();
        var late = new DateTimeOffset(2031, 5, 4, 17, 30, 0, TimeSpan.Zero);             // 5 May, half past midnight in Hà Nội
        var outcome = await Publish([.. await Everything(), Field("test.dated")], new FixedClock(late));

        (await dictionary.PublishedOn(new(2031, 5, 5), Ct)).Value.Number.ShouldBe(outcome.Edition);
        (await dictionary.PublishedOn(new(2031, 5, 4), Ct)).Value.Number.ShouldBeLessThan(outcome.Edition);
        (await dictionary.PublishedOn(new(2001, 1, 1), Ct)).Faults.Single().Error.ShouldBe(DictionaryErrors.NotYetPublished);
        (await dictionary.Edition(999_999, Ct)).Faults.Single().Error.ShouldBe(DictionaryErrors.EditionUnknown);
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
