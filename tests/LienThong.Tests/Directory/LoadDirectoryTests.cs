using LienThong.Directory;
using LienThong.Directory.Books;
using LienThong.Directory.Content;
using LienThong.Kernel.Content;
using LienThong.Tests.Fixture;
using Npgsql;

namespace LienThong.Tests.Directory;

public sealed class LoadDirectoryTests(TestHouse house) : IClassFixture<TestHouse>
{
    LienThong.Kernel.Data.Db<DirectoryModule> Db => house.Db<DirectoryModule>();

    [Fact]
    public async Task Loading_again_changes_no_row_and_tells_nothing()
    {
        var before = await State();
        await LoadDirectory.Load(Db, Book.Rows, new ContentReport(), default);
        (await State()).ShouldBe(before);
    }

    [Fact]
    public async Task A_changed_area_is_told_taken_back_and_leaves_the_rest_alone()
    {
        var before = await State();
        var id = "07525-20250701";
        var changed = Book.Rows with { Areas = [.. Book.Rows.Areas.Select(a => a.Id == id ? a with { Name = "Chũ Mới" } : a)] };

        await LoadDirectory.Load(Db, changed, new ContentReport(), default);
        (await News("directory.area-changed", id)).ShouldBe(1);
        ReadSnapshot.From(Db.Pool).Areas.ById(new(id))!.Name.ShouldBe("Chũ Mới");

        await LoadDirectory.Load(Db, Book.Rows, new ContentReport(), default);
        (await News("directory.area-changed", id)).ShouldBe(2);
        var after = await State();
        after.Edition.ShouldBe(before.Edition + 2);
        (after with { Edition = before.Edition, News = before.News }).ShouldBe(before);
    }

    [Fact]
    public async Task A_life_that_content_no_longer_has_is_taken_away_with_its_links()
    {
        var gone = Book.Rows.Agencies.Agencies.First(a => a.Code == "G14.VCNPM");
        var less = Book.Rows with
        {
            Agencies = new(
                [.. Book.Rows.Agencies.Agencies.Where(a => a.Id != gone.Id)],
                [.. Book.Rows.Agencies.Names.Where(n => n.Agency != gone.Id)],
                [.. Book.Rows.Agencies.Links.Where(l => l.From != gone.Id && l.To != gone.Id)]),
            Classes = Book.Rows.Classes,
        };
        await LoadDirectory.Load(Db, less, new ContentReport(), default);
        ReadSnapshot.From(Db.Pool).Agencies.Lives("G14.VCNPM").ShouldBeEmpty();
        await LoadDirectory.Load(Db, Book.Rows, new ContentReport(), default);
        ReadSnapshot.From(Db.Pool).Agencies.Lives("G14.VCNPM").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_lives_of_one_code_may_not_share_a_day()
    {
        var overlapping = Book.Rows.Areas[0] with { Id = Book.Rows.Areas[0].Code + "-20260101", From = new(2026, 1, 1) };
        var refused = await Should.ThrowAsync<PostgresException>(() =>
            LoadDirectory.Load(Db, Book.Rows with { Areas = [.. Book.Rows.Areas, overlapping] }, new ContentReport(), default));
        refused.SqlState.ShouldBe(PostgresErrorCodes.ExclusionViolation);
        refused.ConstraintName.ShouldBe("area_one_life_at_a_time");
    }

    [Fact]
    public async Task The_whole_book_loads_into_empty_tables()
    {
        await Db.Execute("""
            truncate directory.area, directory.area_succession, directory.area_former_name, directory.province_facts, directory.agency, directory.agency_name,
              directory.agency_succession, directory.agency_class, directory.holiday
            """, [], default);
        await LoadDirectory.Load(Db, Book.Rows, new ContentReport(), default);
        var snapshot = ReadSnapshot.From(Db.Pool);
        snapshot.Areas.All.Count.ShouldBe(Book.Rows.Areas.Count);
        snapshot.Agencies.Bodies.Count.ShouldBe(Book.Rows.Agencies.Agencies.Count);
    }

    [Fact]
    public void What_is_read_back_is_what_content_says()
    {
        var stored = house.Get<IDirectory>();
        var content = Book.Snapshot;
        foreach (var area in content.Areas.All.Take(500)) stored.AreaById(area.Id).ShouldBe(area);
        foreach (var body in content.Agencies.Bodies.Take(500)) stored.AgencyById(body.Agency.Id).ShouldBe(body.Agency);
        stored.Classes.Select(c => c.Code).ShouldBe(content.Classes.All.Select(c => c.Code), ignoreOrder: true);
        stored.DemoCommune.FullName.ShouldBe("Phường Bắc Giang");
        stored.Calendar(2026, 2026).IsWorkingDay(new(2026, 11, 24)).ShouldBeFalse();
        stored.Calendar(2026, 2026).IsAnnounced(new(2028, 1, 1)).ShouldBeFalse();
    }

    sealed record Counts(long Edition, long Areas, long Links, long Agencies, long Names, long News);

    async Task<Counts> State() => (await Db.One("""
        select (select number from directory.edition), (select count(*) from directory.area), (select count(*) from directory.area_succession),
          (select count(*) from directory.agency), (select count(*) from directory.agency_name), (select count(*) from kernel.outbox where type like 'directory.%')
        """, [], r => new Counts(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5)), default))!;

    Task<long> News(string type, string area) => Db.One(
        "select count(*) from kernel.outbox where type = $1 and payload ->> 'area' = $2", [type, area], r => r.GetInt64(0), default);
}
