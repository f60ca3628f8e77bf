using System.Text;

namespace LienThong.Ledger.Notes;

/// <summary>
/// The last checkpoint that was signed, kept in a file outside the database. A database restored to an earlier time no longer fits it,
/// and the signer refuses to sign a second history (reliability.md §2: anti-rollback).
/// </summary>
sealed class LastSigned(string folder)
{
    private readonly string path = Path.Combine(folder, "last-checkpoint");

    /// <summary>Null when nothing was signed yet.</summary>
    /// <exception cref="InvalidOperationException">The file is there but is no checkpoint.</exception>
    public Checkpoint? Read()
    {
        if (!File.Exists(path)) return null;
        return Checkpoint.Parse(File.ReadAllText(path))
            ?? throw new InvalidOperationException($"{path} is not a checkpoint. Restore it from its backup; without it a rollback of the ledger would go unseen.");
    }

    /// <summary>Replaces the file in one step and makes it durable.</summary>
    public void Write(Checkpoint checkpoint)
    {
        var temporary = path + ".new";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            file.Write(Encoding.UTF8.GetBytes(checkpoint.Note));
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }
}
