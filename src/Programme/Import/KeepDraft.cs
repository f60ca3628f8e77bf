using LienThong.Kernel.Access;
using LienThong.Kernel.Data;

namespace LienThong.Programme.Import;

/// <summary>A text that waits between preview and confirmation. Only who brought it sees it; it is thrown away after a day.</summary>
internal sealed class KeepDraft(Db db, TimeProvider clock)
{
    public async Task<Guid> Keep(Caller caller, string file, byte[] body, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        await db.Execute(Sql.Insert, [id, caller.Id, file, body, clock.GetUtcNow()], ct);
        return id;
    }

    public Task<(string File, byte[] Body)> Find(Caller caller, Guid id, CancellationToken ct) =>
        db.One(Sql.Find, [id, caller.Id], static r => (r.GetString(0), r.GetFieldValue<byte[]>(1)), ct);

    public Task Drop(Guid id, CancellationToken ct) => db.Execute(Sql.Drop, [id], ct);

    public Task DropOld(CancellationToken ct) => db.Execute(Sql.DropOld, [clock.GetUtcNow().AddDays(-1)], ct);

    private static class Sql
    {
        public const string Insert = "insert into programme.draft (id, owner, file, body, made_at) values ($1, $2, $3, $4, $5)";

        public const string Find = "select file, body from programme.draft where id = $1 and owner = $2";

        public const string Drop = "delete from programme.draft where id = $1";

        public const string DropOld = "delete from programme.draft where made_at < $1";
    }
}
