using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LienThong.Ledger.Entries;

/// <summary>
/// The published form of an entry: 89 bytes that say nothing about anybody yet bind every column of the row.
/// <code>0x01 ‖ id (16) ‖ unix microseconds (8, big endian) ‖ subject commitment (32) ‖ content commitment (32)</code>
/// </summary>
static class LedgerLeaf
{
    public const int Length = 1 + 16 + 8 + Tree.Hash.Length + Tree.Hash.Length;
    private const byte Version = 1;
    public const int SubjectAt = 25, ContentAt = 57;

    /// <param name="entry">The stored row.</param>
    /// <param name="opening">See <see cref="Opening"/>; null when the entry is about nobody.</param>
    public static byte[] Of(LedgerEntry entry, byte[]? opening)
    {
        var leaf = new byte[Length];
        leaf[0] = Version;
        entry.Id.TryWriteBytes(leaf.AsSpan(1), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(leaf.AsSpan(17), Microseconds(entry.At));
        if (entry.Subject is { } subject) SubjectCommitment(opening!, subject, leaf.AsSpan(SubjectAt));
        ContentCommitment(entry, leaf.AsSpan(ContentAt));
        return leaf;
    }

    /// <summary>
    /// The secret that opens the subject commitment of one entry and of no other: HMAC-SHA256 of the entry id under the key of the person.
    /// It can be disclosed in an evidence file without making the person's other entries linkable.
    /// </summary>
    public static byte[] Opening(ReadOnlySpan<byte> subjectKey, Guid entry)
    {
        Span<byte> id = stackalloc byte[16];
        entry.TryWriteBytes(id, bigEndian: true, out _);
        return HMACSHA256.HashData(subjectKey, id);
    }

    public static ReadOnlySpan<byte> SubjectOf(ReadOnlySpan<byte> leaf) => leaf.Slice(SubjectAt, Tree.Hash.Length);

    public static ReadOnlySpan<byte> ContentOf(ReadOnlySpan<byte> leaf) => leaf.Slice(ContentAt, Tree.Hash.Length);

    /// <summary>True when the leaf says that the entry is about somebody.</summary>
    public static bool HasSubject(ReadOnlySpan<byte> leaf) => SubjectOf(leaf).IndexOfAnyExcept((byte)0) >= 0;

    private static void SubjectCommitment(byte[] opening, Guid subject, Span<byte> target)
    {
        Span<byte> id = stackalloc byte[16];
        subject.TryWriteBytes(id, bigEndian: true, out _);
        HMACSHA256.HashData(opening, id, target);
    }

    /// <summary>HMAC-SHA256, under the salt, of every column but the subject: each one tagged by its place and its length.</summary>
    private static void ContentCommitment(LedgerEntry entry, Span<byte> target)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Bound(entry));
        try
        {
            var text = new Columns(buffer);
            text.Add(entry.Kind);
            text.Add(entry.Actor);
            text.Add(entry.Agency);
            text.Add(entry.Purpose);
            text.Add(entry.Agreement);
            text.Add(entry.BasisKind);
            text.Add(entry.BasisReference);
            text.Add(entry.Outcome);
            text.Add(entry.Details);
            text.Add(entry.Answer);
            text.Count(entry.Fields.Count);
            foreach (var field in entry.Fields) text.Add(field);
            Span<byte> salt = stackalloc byte[16];
            entry.Salt.TryWriteBytes(salt, bigEndian: true, out _);
            HMACSHA256.HashData(salt, buffer.AsSpan(0, text.Written), target);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static long Microseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static int Bound(LedgerEntry e)
    {
        var letters = e.Kind.Length + e.Actor.Length + (e.Agency?.Length ?? 0) + (e.Purpose?.Length ?? 0) + (e.Agreement?.Length ?? 0)
            + (e.BasisKind?.Length ?? 0) + (e.BasisReference?.Length ?? 0) + e.Outcome.Length + (e.Details?.Length ?? 0);
        foreach (var field in e.Fields) letters += field.Length + 2;
        return (letters * 3) + (e.Answer?.Length ?? 0) + (4 * 12);
    }

    private ref struct Columns(Span<byte> buffer)
    {
        private const uint Null = uint.MaxValue;
        private readonly Span<byte> buffer = buffer;

        public int Written { get; private set; }

        public void Add(string? text)
        {
            if (text is null)
            {
                Number(Null);
                return;
            }
            var length = Encoding.UTF8.GetBytes(text, buffer[(Written + 4)..]);
            Number((uint)length);
            Written += length;
        }

        public void Add(byte[]? bytes)
        {
            if (bytes is null)
            {
                Number(Null);
                return;
            }
            Number((uint)bytes.Length);
            bytes.CopyTo(buffer[Written..]);
            Written += bytes.Length;
        }

        public void Count(int count) => Number((uint)count);

        private void Number(uint number)
        {
            BinaryPrimitives.WriteUInt32BigEndian(buffer[Written..], number);
            Written += 4;
        }
    }
}
