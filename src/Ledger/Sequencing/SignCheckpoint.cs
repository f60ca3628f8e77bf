using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Ledger.Notes;
using LienThong.Ledger.Tree;

namespace LienThong.Ledger.Sequencing;

/// <summary>
/// Signs the tree that the sequencer committed. The order matters: the tree is in the database first, then the signed statement is in the file
/// outside, then it is published. A crash between two of them is repaired by signing again; the file is never ahead of a sound database.
/// </summary>
sealed class SignCheckpoint(Db db, LogKeys keys, LastSigned lastSigned)
{
    private static readonly Caller Signer = Caller.Program("ledger-signer");

    private long published = -1;

    public async Task Run(long size, Hash root, CancellationToken ct)
    {
        if (size == 0 || size == published) return;
        if (published < 0 && await db.One(Sql.Newest, [], r => r.GetInt64(0), ct) is var newest && newest == size)
        {
            published = size;
            return;
        }
        var note = keys.Sign(Checkpoint.Body(keys.Origin, size, root)).Format();
        lastSigned.Write(new Checkpoint(keys.Origin, size, root, note));
        var insert = new Change(Sql.Publish, [size, note]) { AnyRows = true };
        await db.Write(Signer, [insert], [new CheckpointSigned(keys.Origin, size, root.ToString())], ct);
        published = size;
    }

    static class Sql
    {
        public const string Newest = "select coalesce(max(size), 0) from ledger.checkpoint";
        public const string Publish = "insert into ledger.checkpoint (size, note) values ($1, $2) on conflict (size) do nothing";
    }
}
