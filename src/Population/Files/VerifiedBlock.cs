using System.Buffers.Text;
using System.Text;
using LienThong.Kernel.Text;
using LienThong.Population.Persons;

namespace LienThong.Population.Files;

/// <summary>Counts over a file.</summary>
internal sealed class VerifyCounts
{
    public long Rows, Matched, Differing, Absent, Faulty;

    public void Add(VerifyCounts other)
    {
        Rows += other.Rows;
        Matched += other.Matched;
        Differing += other.Differing;
        Absent += other.Absent;
        Faulty += other.Faulty;
    }

    public VerifyFileSummary Summary(TimeSpan took) => new(Rows, Matched, Differing, Absent, Faulty, took);
}

/// <summary>The result lines of one block: line,number,result,name,birth,sex,locked,reason.</summary>
internal sealed class VerifiedBlock(int rows)
{
    private const int MostLine = 400;
    private static readonly byte[][] Words = [.. Enum.GetValues<ItemOutcome>().Select(o => Encoding.ASCII.GetBytes(o == ItemOutcome.NotAsked ? "" : o.ToString().ToLowerInvariant()))];
    private byte[] _bytes = new byte[rows * 60 + MostLine];
    private int _at;

    public VerifyCounts Counts { get; } = new();

    public ReadOnlyMemory<byte> Text => _bytes.AsMemory(0, _at);

    public void Write(in VerifyRow row, Dictionary<long, KnownPerson> known)
    {
        if (_bytes.Length - _at < MostLine) Array.Resize(ref _bytes, _bytes.Length * 2);
        Counts.Rows++;
        Number(row.Line);
        Comma();
        if (row.Fault is { } fault)
        {
            Counts.Faulty++;
            Put(",fault,,,,,"u8);
            _at += Encoding.UTF8.GetBytes(fault, _bytes.AsSpan(_at));
        }
        else if (!known.TryGetValue(row.Number, out var person))
        {
            Counts.Absent++;
            Twelve(row.Number);
            Put(",absent,,,,,"u8);
        }
        else
        {
            Compared(row, person);
        }

        _bytes[_at++] = (byte)'\n';
    }

    private void Compared(in VerifyRow row, in KnownPerson person)
    {
        var name = Name(row.Name, person);
        var birth = VerifyRules.Birth(row.Birth, person.Birth);
        var sex = VerifyRules.Sex(row.Sex, person.Sex);
        var matched = Agrees(name) && Agrees(birth) && Agrees(sex);
        if (matched) Counts.Matched++;
        else Counts.Differing++;
        Twelve(row.Number);
        Put(matched ? ",match,"u8 : ",differs,"u8);
        Put(Words[(int)name]);
        Comma();
        Put(Words[(int)birth]);
        Comma();
        Put(Words[(int)sex]);
        Put(person.Locked ? ",locked,"u8 : ",,"u8);
    }

    // the unaccented key follows from the canonical one, and is needed only where names differ
    private static ItemOutcome Name(string? asked, in KnownPerson person)
    {
        if (string.IsNullOrWhiteSpace(asked)) return ItemOutcome.NotAsked;
        return VietnameseText.CanonicalKey(asked) == person.NameKey ? ItemOutcome.Match
            : VerifyRules.Name(asked, person with { SearchKey = VietnameseText.SearchKey(person.NameKey) });
    }

    private static bool Agrees(ItemOutcome outcome) => outcome is ItemOutcome.Match or ItemOutcome.NotAsked;

    private void Comma() => _bytes[_at++] = (byte)',';

    private void Put(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_bytes.AsSpan(_at));
        _at += text.Length;
    }

    private void Number(long value)
    {
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(_at), out var written);
        _at += written;
    }

    private void Twelve(long value)
    {
        for (var i = 11; i >= 0; i--)
        {
            _bytes[_at + i] = (byte)('0' + value % 10);
            value /= 10;
        }

        _at += 12;
    }
}
