using System.Globalization;
using System.Text.Json;
using LienThong.Kernel.Data;
using LienThong.Ledger.Entries;
using LienThong.Ledger.Notes;
using LienThong.Ledger.Tree;

namespace LienThong.Ledger.Verification;

/// <summary>The comparisons of a full check, in the order in which the log is read. Pure but for its memory of what it has seen.</summary>
sealed class LogCheck(LogKeys keys)
{
    private const int MostFindings = 100;

    private readonly TreeBuilder tree = new();
    private readonly List<LedgerFinding> findings = [];
    private readonly Dictionary<Guid, Erasure> erasures = [];
    private readonly PriorityQueue<(Checkpoint Signed, string Where), long> roots = new();
    private IReadOnlyList<Tile> finished = [];
    private List<Guid> pageEntries = [];
    private long count, leaves, pageFirst;
    private Guid lastEntry;

    /// <summary>How many leaves were taken in.</summary>
    public long Size => tree.Size;

    public IReadOnlyCollection<TileId> FinishedTiles => [.. finished.Select(t => t.Id)];

    public IReadOnlyCollection<TileId> EdgeIds => [.. Tiles.Edge(tree.Size)];

    /// <summary>Signatures and form of every checkpoint now; their roots when the tree has grown to their size.</summary>
    public void Checkpoints(IReadOnlyList<(long Size, string Note)> stored, Checkpoint? outside)
    {
        foreach (var (size, note) in stored)
        {
            var checkpoint = Checkpoint.Parse(note);
            var name = string.Create(CultureInfo.InvariantCulture, $"Điểm chốt {size}");
            if (checkpoint is null || checkpoint.Size != size || checkpoint.Origin != keys.Origin)
            {
                Find("checkpoint", size - 1, null, $"{name} không đúng dạng hoặc không khớp kích thước.");
            }
            else if (!IsOurs(note))
            {
                Find("checkpoint", size - 1, null, $"{name} có chữ ký không hợp lệ.");
            }
            else
            {
                roots.Enqueue((checkpoint, name), size);
            }
        }
        if (outside is null) return;
        if (outside.Size > 0 && !IsOurs(outside.Note)) Find("checkpoint", null, null, "Tệp last-checkpoint có chữ ký không hợp lệ.");
        if (stored.Count == 0 || stored[^1].Size < outside.Size)
        {
            Find("checkpoint", null, null, string.Create(CultureInfo.InvariantCulture,
                $"Cơ sở dữ liệu chỉ có điểm chốt đến {(stored.Count == 0 ? 0 : stored[^1].Size)}, nhưng đã ký đến {outside.Size}: có thể vừa khôi phục bản sao lưu cũ."));
        }
        roots.Enqueue((outside, "Tệp last-checkpoint"), outside.Size);
    }

    public void Erasures(IReadOnlyList<LedgerEntry> entries)
    {
        foreach (var entry in entries)
        {
            try
            {
                var record = JsonSerializer.Deserialize<EraseSubject.Record>(entry.Details ?? "", Json.Options)!;
                erasures[record.Pseudonym] = new Erasure(entry.Id, record, []);
            }
            catch (JsonException)
            {
                Find("entry", null, entry.Id, "Bản ghi xóa liên kết không đọc được.");
            }
        }
    }

    /// <summary>One page of leaves with the level 0 tiles over them.</summary>
    public void Page(long first, IReadOnlyList<StoredLeaf> page, Dictionary<TileId, Tile> tiles)
    {
        (pageFirst, pageEntries) = (first, []);
        foreach (var stored in page)
        {
            while (tree.Size < stored.Index)
            {
                Find("leaf", tree.Size, null, "Thiếu lá của bản ghi này: đã bị xóa hoặc đổi chỗ.");
                Take(FromTile(tree.Size, tiles) ?? default, Guid.Empty);
            }
            var leafHash = MerkleTree.LeafHash(stored.Leaf);
            var hash = stored.Hash.Length == Hash.Length ? new Hash(stored.Hash) : default;
            if (leafHash != hash) Find("leaf", stored.Index, stored.EntryId, "Lá và mã băm của lá không khớp nhau.");
            CheckEntry(stored);
            // Of the three stored claims (leaf, hash, tile) the one that two agree on goes into the tree: one fault, one finding.
            var tile = FromTile(stored.Index, tiles);
            Take(tile is { } claimed && leafHash != hash ? claimed : leafHash, stored.EntryId);
            leaves++;
        }
        finished = [.. tree.TakeTiles().Where(t => t.Count == Tile.Width)];
    }

    public void FullTiles(Dictionary<TileId, Tile> stored)
    {
        foreach (var tile in finished) Compare(tile, stored);
    }

    public void EdgeTiles(Dictionary<TileId, Tile> stored)
    {
        foreach (var tile in tree.Edge()) Compare(tile, stored);
    }

    public void TileCounts(IReadOnlyList<(int Level, long Count, long Highest)> stored)
    {
        foreach (var (level, number, highest) in stored)
        {
            var needed = tree.Size == 0 || level > 7 ? 0 : ((tree.Size >> (8 * level)) + 255) / 256;
            if (highest >= needed) Find("tile", null, null, string.Create(CultureInfo.InvariantCulture, $"Có mảnh cây thừa: tầng {level}, số {highest}."));
            else if (number > needed) Find("tile", null, null, string.Create(CultureInfo.InvariantCulture, $"Tầng {level} có mảnh cây thừa."));
        }
    }

    public void End(IReadOnlyList<long> stated)
    {
        if (stated.Count != 1 || stated[0] != leaves) Find("sequence", null, null, "Kích thước sổ không bằng số lá.");
        while (roots.TryDequeue(out var root, out var size)) Find("checkpoint", size - 1, lastEntry, $"{root.Where} ký cho nhiều bản ghi hơn số đang có.");
        foreach (var erasure in erasures.Values)
        {
            var same = erasure.Ids.Count == erasure.Record.Entries
                && Convert.ToBase64String(EraseSubject.Digest([.. erasure.Ids.Order()])) == erasure.Record.Digest;
            if (!same) Find("subject", null, erasure.Entry, "Các bản ghi đã xóa liên kết không khớp với lệnh xóa.");
        }
    }

    public void Unplaced(IReadOnlyList<Guid> entries)
    {
        foreach (var entry in entries) Find("entry", null, entry, "Bản ghi không có chỗ trong sổ: bị chèn thêm, hoặc lá của nó bị xóa.");
    }

    public void Orphans(IReadOnlyList<Guid> entries)
    {
        foreach (var entry in entries) Find("sequence", null, entry, "Hàng chờ nhắc đến bản ghi không có, hoặc đã có chỗ.");
    }

    public LedgerVerdict Verdict(long waiting) =>
        new(leaves, waiting, tree.Root(), [.. findings.OrderBy(f => f.Index ?? long.MaxValue)], count);

    public void Find(string part, long? index, Guid? entry, string what)
    {
        count++;
        if (findings.Count < MostFindings) findings.Add(new LedgerFinding(part, index, entry ?? EntryAt(index), what));
    }

    private void CheckEntry(StoredLeaf stored)
    {
        if (stored.Entry is not { } entry)
        {
            Find("entry", stored.Index, stored.EntryId, "Bản ghi đã bị xóa khỏi sổ.");
            return;
        }
        if (stored.Leaf.Length != LedgerLeaf.Length)
        {
            Find("leaf", stored.Index, stored.EntryId, "Lá có độ dài sai.");
            return;
        }
        var erased = entry.Subject is { } subject && erasures.TryGetValue(subject, out var erasure) ? erasure : null;
        erased?.Ids.Add(entry.Id);
        if (entry.Subject is not null && erased is null && stored.SubjectKey is null)
        {
            Find("subject", stored.Index, stored.EntryId, "Không còn khóa của đối tượng mà không có lệnh xóa.");
            return;
        }
        var opening = entry.Subject is null ? null : LedgerLeaf.Opening(stored.SubjectKey ?? [], entry.Id);
        var leaf = LedgerLeaf.Of(entry, opening).AsSpan();
        if (erased is null && !LedgerLeaf.SubjectOf(leaf).SequenceEqual(LedgerLeaf.SubjectOf(stored.Leaf)))
        {
            Find("subject", stored.Index, stored.EntryId, "Đối tượng của bản ghi (hoặc khóa của đối tượng) đã bị sửa.");
        }
        else if (erased is not null && !LedgerLeaf.HasSubject(stored.Leaf))
        {
            Find("subject", stored.Index, stored.EntryId, "Bản ghi vốn không có đối tượng.");
        }
        if (!LedgerLeaf.ContentOf(leaf).SequenceEqual(LedgerLeaf.ContentOf(stored.Leaf)) || !leaf[..25].SequenceEqual(stored.Leaf.AsSpan(0, 25)))
        {
            Find("entry", stored.Index, stored.EntryId, "Nội dung bản ghi không khớp với lá: đã bị sửa.");
        }
    }

    private void Take(Hash hash, Guid entry)
    {
        tree.Append(hash);
        pageEntries.Add(entry);
        lastEntry = entry;
        while (roots.TryPeek(out var root, out var size) && size <= tree.Size)
        {
            roots.Dequeue();
            if (size == tree.Size && root.Signed.Root == tree.Root()) continue;
            Find("checkpoint", size - 1, entry, $"{root.Where} không khớp với các bản ghi đang lưu: sổ đã bị viết lại trước bản ghi này.");
        }
    }

    private void Compare(Tile computed, Dictionary<TileId, Tile> stored)
    {
        if (stored.TryGetValue(computed.Id, out var tile) && tile.Hashes.AsSpan().SequenceEqual(computed.Hashes)) return;
        var common = tile is null ? 0 : tile.Hashes.AsSpan().CommonPrefixLength(computed.Hashes) / Hash.Length;
        var span = 1L << (8 * computed.Id.Level);
        var index = Math.Min(((computed.Id.Number * Tile.Width) + common) * span, tree.Size - 1);
        Find("tile", index, null, string.Create(CultureInfo.InvariantCulture,
            $"Mảnh cây tầng {computed.Id.Level} số {computed.Id.Number} {(tile is null ? "bị thiếu" : "không khớp với các bản ghi")}."));
    }

    // Our own log signs every checkpoint with every key it has: a signature line that was changed into an unknown one is a fault too.
    private bool IsOurs(string note)
    {
        if (SignedNote.Parse(note) is not { } signed || !signed.Verify(keys.Verifiers)) return false;
        return signed.Signatures.All(s => keys.Verifiers.Any(k => k.KeyId == s.KeyId && k.Name == s.Name)) && signed.Signatures.Count >= keys.Verifiers.Count;
    }

    private Guid? EntryAt(long? index) =>
        index is { } i && i >= pageFirst && i - pageFirst < pageEntries.Count && pageEntries[(int)(i - pageFirst)] is var id && id != Guid.Empty ? id : null;

    private static Hash? FromTile(long index, Dictionary<TileId, Tile> tiles) =>
        tiles.TryGetValue(new TileId(0, index / Tile.Width), out var tile) && tile.Count > index % Tile.Width ? tile.All[(int)(index % Tile.Width)] : null;

    private sealed record Erasure(Guid Entry, EraseSubject.Record Record, List<Guid> Ids);
}
