using LienThong.Kernel.Data;
using Npgsql;

namespace LienThong.Directory.Officials;

/// Reads officials and their posts. Every list is bounded.
sealed class FindOfficials(Db db)
{
    public Task<Official?> ByStaffCode(string staffCode, CancellationToken ct) => db.One(Sql.ByStaffCode, [staffCode], Read, ct);

    public Task<Official?> ByAccount(Guid account, CancellationToken ct) => db.One(Sql.ByAccount, [account], Read, ct);

    public async Task<IReadOnlyList<Post>> PostsOf(Guid account, DateOnly on, CancellationToken ct) => await db.Many(Sql.PostsOf, [account, on], ReadPost, ct);

    public async Task<IReadOnlyList<Post>> PostsOf(OfficialId official, DateOnly on, CancellationToken ct) =>
        await db.Many(Sql.PostsOfOfficial, [official.Value, on], ReadPost, ct);

    public async Task<IReadOnlyList<Post>> PostsAt(string agency, DateOnly on, CancellationToken ct) => await db.Many(Sql.PostsAt, [agency, on], ReadPost, ct);

    static Official Read(NpgsqlDataReader r) => new(new(r.GetGuid(0)), r.GetString(1), r.GetString(2), r.GuidOrNull(3));

    static Post ReadPost(NpgsqlDataReader r) => new(
        new(r.GetGuid(0)), new(r.GetGuid(1)), r.GetString(2), r.GetString(3), r.GetString(4), new(r.Date(5), r.DateOrNull(6)), r.GetString(7));

    static class Sql
    {
        public const string ByStaffCode = "select id, full_name, staff_code, account from directory.official where staff_code = $1";

        public const string ByAccount = "select id, full_name, staff_code, account from directory.official where account = $1";

        public const string PostsOf = """
            select p.id, p.official, p.agency, p.office, f.name, p.valid_from, p.valid_to, p.legal_basis
            from directory.post p join directory.official o on o.id = p.official join directory.office f on f.code = p.office
            where o.account = $1 and p.valid @> $2::date order by p.valid_from, p.id limit 100
            """;

        public const string PostsOfOfficial = """
            select p.id, p.official, p.agency, p.office, f.name, p.valid_from, p.valid_to, p.legal_basis
            from directory.post p join directory.office f on f.code = p.office
            where p.official = $1 and p.valid @> $2::date order by p.valid_from, p.id limit 100
            """;

        public const string PostsAt = """
            select p.id, p.official, p.agency, p.office, f.name, p.valid_from, p.valid_to, p.legal_basis
            from directory.post p join directory.office f on f.code = p.office
            where p.agency = $1 and p.valid @> $2::date order by p.office, p.id limit 500
            """;
    }
}
