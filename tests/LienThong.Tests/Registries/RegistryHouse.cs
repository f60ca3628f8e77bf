using Microsoft.Extensions.DependencyInjection;
using System.Collections.Frozen;
using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Registries;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Registries;

/// <summary>A house for tests of registers, with short words for what they all need.</summary>
public sealed class RegistryHouse(PostgresRun run) : TestHouse(run)
{
    /// <summary>The program itself, which may write every register; what officials may is tested on its own.</summary>
    public static readonly Caller Keeper = Caller.Program("keeper-of-tests");
    public static readonly Caller Commune = TestCaller.Official("H05.07210", RegistryScopes.Write);
    public static readonly Caller Administrator = TestCaller.Official("G01", RegistryScopes.Admin, RegistryScopes.Read);
    public static readonly DateOnly Day = new(2026, 1, 5);

    public IRegistries Registries => Get<IRegistries>();

    public async Task<IFieldSource> Source(string database) => (await Get<LiveSources>().Current(CancellationToken.None)).Single(s => s.Database == database);

    public static SubjectId Somebody() => new(Guid.CreateVersion7());

    public static FrozenDictionary<FieldCode, string?> Values(params (string Field, string? Value)[] values) =>
        values.ToFrozenDictionary(v => new FieldCode(v.Field), v => v.Value);

    public static RecordDraft Card(SubjectId subject, string facility = "Trạm y tế phường", DateOnly? to = null) => new(
        subject,
        Values(("insurance.cardNumber", "2412345678"), ("insurance.validFrom", "2026-01-05"), ("insurance.validTo", "2030-12-31"), ("insurance.facility", facility)),
        Day, to, new(Origin.Typed, "T-1", "G12"));

    public static RecordDraft Notice(SubjectId mother, string number, string born, string sex = "female") => new(
        mother, Values(("birth.noticeNo", number), ("birth.noticeDate", born), ("birth.noticeSex", sex), ("birth.noticeFacility", "Bệnh viện Sản Nhi")),
        DateOnly.ParseExact(born, "yyyy-MM-dd"), null, new(Origin.Sent, number, "G18"));

    public async Task<SourceCell> Cell(string database, SubjectId subject, string field)
    {
        var row = (await (await Source(database)).Read([subject], [new(field)], CancellationToken.None)).SingleOrDefault();
        return row is null ? default : row.Cells[0];
    }
}
