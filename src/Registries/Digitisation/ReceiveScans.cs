using System.Security.Cryptography;
using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Registries.Records;

namespace LienThong.Registries.Digitisation;

/// <summary>A file as it was sent.</summary>
internal sealed record SentFile(string Name, byte[] Bytes);

/// <summary>Takes scans of papers for a register. What a file is says its content, not its name; it stands in the database, where no address leads to it but through the register's rights.</summary>
internal sealed class ReceiveScans(Db db, ScanRights rights, TimeProvider clock)
{
    public const int MostFiles = 20, MostMegabytes = 15;

    /// <summary>All or none; the same file again is the same scan.</summary>
    public async Task<Result<int>> Handle(Caller caller, string registry, IReadOnlyList<SentFile> files, CancellationToken ct)
    {
        var allowed = await rights.For(caller, registry, ct);
        if (allowed.Failed) return allowed.Faults;
        if (files.Count == 0) return DigitisationErrors.FileNeeded.At("/files");
        if (files.Count > MostFiles) return DigitisationErrors.TooManyFiles.With(MostFiles).At("/files");
        var check = new Check();
        foreach (var file in files)
        {
            if (check.That(file.Bytes.Length <= MostMegabytes * 1024 * 1024, DigitisationErrors.FileTooLarge.With(Named(file), MostMegabytes).At("/files")))
                check.That(ScanKind.Of(file.Bytes) is not null, DigitisationErrors.FileKind.With(Named(file)).At("/files"));
        }
        if (!check.Ok) return check.Faults;
        var now = clock.GetUtcNow();
        return await db.Transaction<Result<int>>(async tx =>
        {
            var taken = 0;
            foreach (var file in files)
                taken += await tx.Execute(Sql.Insert, [Guid.CreateVersion7(now), registry, caller.Agency, caller.Id, Named(file), ScanKind.Of(file.Bytes), file.Bytes.Length, SHA256.HashData(file.Bytes), file.Bytes, now], ct);
            return taken;
        }, ct);
    }

    private static string Named(SentFile file)
    {
        var name = VietnameseText.Normalise(file.Name.Replace('\\', '/').Split('/')[^1]);
        return name.Length == 0 ? "quet" : name.Length > 100 ? name[^100..] : name;
    }

    private static class Sql
    {
        public const string Insert = """
            insert into registries.scan (id, state, registry, agency, caller, file_name, media_type, size, sha256, file, created_at, changed_at)
            values ($1, 'waiting', $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
            on conflict (agency, registry, sha256) do nothing
            """;
    }
}

/// <summary>What a scan is, from its first bytes.</summary>
internal static class ScanKind
{
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("%PDF-"u8)) return "application/pdf";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return "image/png";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return "image/jpeg";
        return bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8) ? "image/tiff" : null;
    }
}

/// <summary>Who digitises: an official of the agency that keeps the register, for the scans of that agency.</summary>
internal sealed class ScanRights(IRegistries registries, Keepers keepers, IDictionary dictionaries)
{
    /// <summary>The register, when this caller digitises for it.</summary>
    public async Task<Result<RegistryDefinition>> For(Caller caller, string registry, CancellationToken ct)
    {
        if (Refusal(caller) is { } refusal) return refusal;
        if (await registries.Find(registry, ct) is not { } definition) return RegistriesErrors.RegistryUnknown.With(registry);
        if (definition.KeyedBy != RegistrySubject.Person) return DigitisationErrors.PersonsOnly;
        return keepers.Of(caller, definition, await dictionaries.Current(ct)) is { Change.Count: > 0 } ? definition : RegistriesErrors.NotKeeper;
    }

    public static Error? Refusal(Caller caller) => caller is { Kind: CallerKind.Official, Agency: not null } && caller.May(RegistryScopes.Write) ? null : DigitisationErrors.AgencyNeeded;
}
