using LienThong.Ledger.Tree;

namespace LienThong.Ledger.Sequencing;

/// <summary>Reads and writes tiles.</summary>
static class StoredTiles
{
    public static async Task<IReadOnlyDictionary<TileId, Tile>> Load(Db db, IEnumerable<TileId> ids, CancellationToken ct)
    {
        var wanted = ids.Distinct().ToList();
        if (wanted.Count == 0) return new Dictionary<TileId, Tile>();
        object?[] args = [wanted.ConvertAll(t => t.Level).ToArray(), wanted.ConvertAll(t => t.Number).ToArray()];
        var tiles = await db.Many(Sql.Load, args, r => new Tile(new TileId(r.GetInt32(0), r.GetInt64(1)), r.GetFieldValue<byte[]>(2)), ct);
        return tiles.ToDictionary(t => t.Id);
    }

    public static Task Save(Db db, IReadOnlyList<Tile> tiles, CancellationToken ct) => db.Execute(
        Sql.Save, [tiles.Select(t => t.Id.Level).ToArray(), tiles.Select(t => t.Id.Number).ToArray(), tiles.Select(t => t.Hashes).ToArray()], ct);

    static class Sql
    {
        public const string Load = """
            select t.level, t.number, t.hashes
            from unnest($1::integer[], $2::bigint[]) as w (level, number)
            join ledger.tile t on t.level = w.level and t.number = w.number
            """;
        public const string Save = """
            insert into ledger.tile (level, number, hashes)
            select level, number, hashes from unnest($1::integer[], $2::bigint[], $3::bytea[]) as t (level, number, hashes)
            on conflict (level, number) do update set hashes = excluded.hashes
            """;
    }
}
