using LienThong.Kernel.Data;
using Npgsql;

namespace LienThong.Population.Duplicates;

/// <summary>A membership as it stands in the register.</summary>
internal sealed record MemberRow(Guid Person, Guid Household, DateOnly Since, DateOnly? Until, short Relation)
{
    public static MemberRow Read(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetGuid(1), r.Date(2), r.DateOrNull(3), r.GetInt16(4));

    public const string Columns = "m.person, m.household, m.since, m.until, m.relation";
}

/// <summary>A paper that the survivor got from the merged record.</summary>
internal sealed record KeptPaper(short Kind, string Value);

/// <summary>A child whose parent is now the survivor.</summary>
internal sealed record KeptChild(Guid Person, string Item);

/// <summary>The survivor's own state before a marriage passed to it.</summary>
internal sealed record KeptMarriage(Guid Spouse, short Marital, DateOnly? Since);

/// <summary>Everything that undoing a merge has to put back. Residences and ties need nothing here: their rows carry the instant of the merge.</summary>
internal sealed record KeptMerge(
    string Number, string Placeholder, IReadOnlyList<KeptPaper> Papers, IReadOnlyList<string> FormerNumbers, IReadOnlyList<KeptChild> Children, KeptMarriage? Marriage,
    IReadOnlyList<Guid> Households, IReadOnlyList<Guid> Closed, IReadOnlyList<MemberRow> Before, IReadOnlyList<MemberRow> After);
