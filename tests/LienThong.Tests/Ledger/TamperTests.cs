using LienThong.Ledger;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Ledger;

/// <summary>As superuser: change, delete, insert, swap, in every column and table. Verification must find it and name the entry.</summary>
public sealed class TamperTests(TamperTests.Book house) : IClassFixture<TamperTests.Book>
{
    private ILedger Ledger => house.Get<ILedger>();

    public static TheoryData<string, string> Columns => new()
    {
        { "id", "id = overlay(id::text placing 'ffffffff' from 25)::uuid" },
        { "at", "at = at + interval '1 microsecond'" },
        { "kind", "kind = 'change'" },
        { "actor", "actor = actor || ' '" },
        { "agency", "agency = 'H05.07211'" },
        { "agency", "agency = null" },
        { "subject", "subject = (select subject from ledger.entry e2 where e2.subject <> entry.subject limit 1)" },
        { "subject", "subject = null" },
        { "subject", "subject = overlay(subject::text placing 'ffffffff' from 25)::uuid" },
        { "purpose", "purpose = 'statistics'" },
        { "agreement", "agreement = 'AGR-2'" },
        { "basis_kind", "basis_kind = 'consent'" },
        { "basis_reference", "basis_reference = 'HS-Dăng-ký-1'" },
        { "fields", "fields = array['person.fullName']" },
        { "fields", "fields = array['person.fullName', 'person.birthDate', 'person.sex']" },
        { "fields", "fields = array['person.birthDate', 'person.fullName']" },
        { "outcome", "outcome = 'oK'" },
        { "details", "details = '{\"channel\":\"api\"}'" },
        { "details", "details = null" },
        { "salt", "salt = overlay(salt::text placing 'ffffffff' from 25)::uuid" },
        { "answer", "answer = set_byte(answer, 2, 7)" },
        { "answer", "answer = null" },
    };

    [Fact]
    public async Task A_book_that_nobody_touched_is_sound()
    {
        var verdict = await Ledger.Verify(null, default);
        verdict.Findings.ShouldBeEmpty();
        verdict.Sound.ShouldBeTrue();
        verdict.Entries.ShouldBe(Book.Size);
        verdict.Root.ShouldBe((await Ledger.LatestCheckpoint(default))!.Root);
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task A_changed_column_of_an_entry_is_found_and_the_entry_is_named(string column, string change)
    {
        var entry = house.Entries[123];
        await Tampered($"update ledger.entry set {change} where id = '{entry.Id}'", verdict =>
            verdict.Findings.ShouldContain(f => f.Entry == entry.Id && f.Index == 123, $"{column}: {string.Join(", ", verdict.Findings)}"));
    }

    [Fact]
    public async Task Every_column_of_the_entry_table_is_in_the_matrix()
    {
        var columns = await house.Db<LedgerModule>().Many(
            "select attname::text from pg_attribute where attrelid = 'ledger.entry'::regclass and attnum > 0 and not attisdropped", [], r => r.GetString(0), default);
        columns.Except(Columns.Select(c => c.Data.Item1)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("update ledger.leaf set leaf = set_byte(leaf, 88, get_byte(leaf, 88) # 1) where index = 123")]
    [InlineData("update ledger.leaf set leaf = set_byte(leaf, 0, 2) where index = 123")]
    [InlineData("update ledger.leaf set leaf = leaf || '\\x00' where index = 123")]
    [InlineData("update ledger.leaf set hash = set_byte(hash, 0, get_byte(hash, 0) # 128) where index = 123")]
    [InlineData("update ledger.leaf set index = 100000 where index = 123")]
    [InlineData("delete from ledger.leaf where index = 123")]
    [InlineData("delete from ledger.entry where id = (select entry from ledger.leaf where index = 123)")]
    [InlineData("update ledger.leaf set entry = gen_random_uuid() where index = 123")]
    [InlineData("update ledger.subject_key set key = set_byte(key, 31, get_byte(key, 31) # 1) where subject = (select e.subject from ledger.entry e join ledger.leaf l on l.entry = e.id where l.index = 123)")]
    [InlineData("delete from ledger.subject_key where subject = (select e.subject from ledger.entry e join ledger.leaf l on l.entry = e.id where l.index = 123)")]
    [InlineData("update ledger.tile set hashes = set_byte(hashes, 123 * 32 + 5, get_byte(hashes, 123 * 32 + 5) # 1) where level = 0 and number = 0")]
    public async Task A_changed_leaf_tile_or_key_is_found_at_its_place(string sql)
    {
        var place = house.Entries[123].Id;
        var before = house.Entries[122].Id;
        await Tampered(sql, v => v.Findings.ShouldContain(f => f.Entry == place || f.Entry == before || f.Index == 123, string.Join("\n", v.Findings)));
    }

    [Theory]
    [InlineData("update ledger.tile set hashes = set_byte(hashes, 3, get_byte(hashes, 3) # 1) where level = 1")]
    [InlineData("update ledger.tile set hashes = hashes || decode(repeat('00', 32), 'hex') where level = 1")]
    [InlineData("update ledger.tile set hashes = substr(hashes, 1, octet_length(hashes) - 32) where level = 0 and number = 2")]
    [InlineData("delete from ledger.tile where level = 0 and number = 0")]
    [InlineData("insert into ledger.tile (level, number, hashes) values (0, 99, decode(repeat('00', 32), 'hex'))")]
    [InlineData("insert into ledger.tile (level, number, hashes) values (4, 0, decode(repeat('00', 32), 'hex'))")]
    [InlineData("update ledger.checkpoint set size = size + 1000 where size = (select max(size) from ledger.checkpoint)")]
    [InlineData("delete from ledger.checkpoint")]
    [InlineData("update ledger.sequencer set size = size - 1")]
    [InlineData("insert into ledger.pending (entry) select entry from ledger.leaf where index = 5")]
    [InlineData("insert into ledger.entry (id, at, kind, actor, fields, outcome, salt) values (gen_random_uuid(), now(), 'read', 'x', '{}', 'ok', gen_random_uuid())")]
    public async Task Other_damage_is_found(string sql) => await Tampered(sql, v => v.Sound.ShouldBeFalse());

    [Fact]
    public async Task A_flipped_letter_anywhere_in_a_checkpoint_is_found()
    {
        var note = (await Ledger.LatestCheckpoint(default))!.Note;
        for (var i = 1; i <= note.Length; i += 7)
        {
            await Tampered($"update ledger.checkpoint set note = overlay(note placing case substr(note, {i}, 1) when 'Q' then 'R' else 'Q' end from {i} for 1) where size = (select max(size) from ledger.checkpoint)",
                v => v.Findings.ShouldContain(f => f.Part == "checkpoint", $"letter {i}"));
        }
    }

    [Fact]
    public async Task Two_entries_that_trade_their_subjects_are_both_named()
    {
        var (a, b) = (house.Entries[10], house.Entries[20]);
        await Tampered($"update ledger.entry set subject = case id when '{a.Id}' then '{b.Subject}'::uuid else '{a.Subject}'::uuid end where id in ('{a.Id}', '{b.Id}')",
            v => v.Findings.Select(f => f.Entry).ShouldBe([a.Id, b.Id]));
    }

    [Fact]
    public async Task A_tail_cut_off_everywhere_is_found_by_the_checkpoint_outside_the_database() => await Tampered("""
        with gone as (delete from ledger.leaf where index >= 590 returning entry),
             rows as (delete from ledger.entry where id in (select entry from gone) returning id),
             signed as (delete from ledger.checkpoint where size > 590 returning size)
        update ledger.sequencer set size = 590
        """, v => v.Findings.ShouldContain(f => f.What.Contains("last-checkpoint", StringComparison.Ordinal) || f.What.Contains("đã ký đến", StringComparison.Ordinal)));

    private async Task Tampered(string sql, Action<LedgerVerdict> judge)
    {
        await house.Save();
        (await house.Intrude(sql)).ShouldBeGreaterThan(0, "the intrusion itself must have worked");
        try
        {
            var verdict = await Ledger.Verify(null, default);
            verdict.Sound.ShouldBeFalse();
            judge(verdict);
        }
        finally
        {
            await house.Restore();
        }
        (await Ledger.Verify(null, default)).Sound.ShouldBeTrue("restored for the next intrusion");
    }

    /// <summary>Six hundred entries in several checkpoints, and copies of all tables to undo each intrusion. The loop is stopped: nobody repairs.</summary>
    public sealed class Book(PostgresRun run) : TestHouse(run)
    {
        public const int Size = 600;
        private static readonly string[] Tables = ["entry", "leaf", "tile", "checkpoint", "subject_key", "sequencer", "pending"];

        public List<LedgerEntry> Entries { get; } = [];

        public async Task Save()
        {
            await this.Intrude("create schema if not exists saved");
            foreach (var table in Tables) await this.Intrude($"create table if not exists saved.{table} as table ledger.{table}");
        }

        public async Task Restore()
        {
            foreach (var table in Tables) await this.Intrude($"truncate ledger.{table}; insert into ledger.{table} select * from saved.{table}");
        }

        protected override async Task Fill()
        {
            for (var i = 0; i < 3; i++)
            {
                await this.AppendSome(Size / 3);
                await this.Signed((i + 1) * Size / 3);
            }
            await Get<LienThong.Ledger.Sequencing.RunSequencer>().StopAsync(default);
            var order = await Db<LedgerModule>().Many("select entry from ledger.leaf order by index", [], r => r.GetGuid(0), default);
            var all = (await Get<ILedger>().Search(new LedgerQuery(Actor: "test:officer", Take: 100), default)).Value;
            var byId = new Dictionary<Guid, LedgerEntry>();
            for (var page = all; ; page = (await Get<ILedger>().Search(new LedgerQuery(Actor: "test:officer", Take: 100, Before: page.Next), default)).Value)
            {
                foreach (var entry in page.Entries) byId[entry.Id] = entry;
                if (page.Next is null) break;
            }
            Entries.AddRange(order.Select(id => byId[id]));
        }
    }
}
