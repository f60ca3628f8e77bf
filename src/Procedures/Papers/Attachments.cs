using System.Security.Cryptography;
using LienThong.Procedures.Dossiers;
using LienThong.Kernel.Modules;

namespace LienThong.Procedures.Papers;

/// <summary>Where files that people hand in are kept: outside the web root, under a name that says nothing.</summary>
internal sealed class AttachmentStore(HouseOptions house)
{
    /// <summary>Largest accepted file.</summary>
    public const int MaxMegabytes = 10;

    private readonly string folder = Path.Combine(house.DataFolder, "attachments");

    public async Task Keep(Guid id, byte[] bytes, CancellationToken ct)
    {
        var path = PathOf(id);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path) ?? folder);
        await File.WriteAllBytesAsync(path, bytes, ct);
    }

    public Stream? Open(Guid id) => File.Exists(PathOf(id)) ? File.OpenRead(PathOf(id)) : null;

    public void Drop(Guid id)
    {
        if (File.Exists(PathOf(id))) File.Delete(PathOf(id));
    }

    private string PathOf(Guid id) => Path.Combine(folder, id.ToString("N")[^2..], id.ToString("N"));
}

/// <summary>What a file is, from its first bytes; the name and the type that the browser claims are not believed.</summary>
internal static class FileKinds
{
    /// <summary>The media type, or null when the file is none of JPG, PNG, PDF.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("%PDF-"u8)) return "application/pdf";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return "image/png";
        return bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg" : null;
    }

    /// <summary>The name without path and control characters, at most 120 characters.</summary>
    public static string SafeName(string name)
    {
        var bare = name.Replace('\\', '/').Split('/')[^1];
        var clean = string.Concat(Kernel.Text.VietnameseText.Normalise(bare).Where(c => c is not ('"' or '<' or '>' or ':' or '|' or '?' or '*')));
        return clean.Length == 0 ? "tep" : clean.Length > 120 ? clean[^120..] : clean;
    }
}

/// <summary>Takes a file for a paper of a draft, or of a dossier that waits for a supplement.</summary>
internal sealed class UploadPaper(Db db, AttachmentStore store, TimeProvider clock)
{
    /// <summary>The caller has made sure that the draft or dossier is the applicant's and names the paper.</summary>
    public async Task<Result<Guid>> Run(Caller caller, Guid dossier, string paper, IFormFile file, CancellationToken ct)
    {
        if (file.Length > AttachmentStore.MaxMegabytes * 1024L * 1024L) return ProceduresErrors.FileTooLarge.With(AttachmentStore.MaxMegabytes).At("/" + paper);
        await using var stream = file.OpenReadStream();
        using var held = new MemoryStream();
        await stream.CopyToAsync(held, ct);
        var bytes = held.ToArray();
        if (FileKinds.Of(bytes) is not { } kind) return ProceduresErrors.FileKind.At("/" + paper);

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await store.Keep(id, bytes, ct); // file first: a file without a row is harmless (not swept yet), a row without a file must not be
        var done = await db.Write(caller, [new(Sql.Insert,
            [id, dossier, paper, FileKinds.SafeName(file.FileName), kind, bytes.Length, SHA256.HashData(bytes), clock.GetUtcNow()])], [], ct);
        return done.Failed ? Result<Guid>.Refused(done.Faults) : id;
    }

    public Task<List<StoredFile>> Of(Guid dossier, CancellationToken ct) => db.Many(Sql.Of, [dossier], r =>
        new StoredFile(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt32(4), r.Instant(5)), ct);

    public async Task Remove(Guid dossier, Guid file, CancellationToken ct)
    {
        if (await db.Execute(Sql.Remove, [file, dossier], ct) > 0) store.Drop(file);
    }

    static class Sql
    {
        public const string Insert = """
            insert into procedures.attachment (id, dossier, paper, file_name, media_type, size, sha256, stored_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;
        public const string Of = "select id, paper, file_name, media_type, size, stored_at from procedures.attachment where dossier = $1 order by id";
        public const string Remove = "delete from procedures.attachment where id = $1 and dossier = $2";
    }
}
