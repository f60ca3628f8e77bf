using System.Diagnostics.CodeAnalysis;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;

namespace LienThong.Identity;

/// <summary>The lasting key of an account; what <c>Caller.Id</c> holds for people. Says nothing about its owner.</summary>
public readonly record struct AccountId(Guid Value) : IDbValue, IParsable<AccountId>
{
    /// <inheritdoc/>
    public object DbValue => Value;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");

    /// <inheritdoc/>
    public static AccountId Parse(string s, IFormatProvider? provider) => new(Guid.ParseExact(s, "D"));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AccountId result)
    {
        var ok = Guid.TryParseExact(s, "D", out var id);
        result = new(id);
        return ok;
    }
}

/// <summary>Kinds of accounts (Decree 69/2024/NĐ-CP art. 7 and 12; officials act for an agency).</summary>
public enum AccountKind
{
    /// <summary>Công dân: a person of the population register, level 1 or 2.</summary>
    Citizen,

    /// <summary>Người nước ngoài with a residence card: level 1 or 2.</summary>
    Foreigner,

    /// <summary>Cán bộ, công chức: roles come from posts.</summary>
    Official,

    /// <summary>Tổ chức: no levels.</summary>
    Organisation,

    /// <summary>A program of ours.</summary>
    System,
}

/// <summary>States of an account. Locks tell who may lift them.</summary>
public enum AccountState
{
    /// <summary>Can sign in.</summary>
    Active,

    /// <summary>Locked at the owner's request.</summary>
    LockedByOwner,

    /// <summary>Locked by the authority.</summary>
    LockedByAuthority,

    /// <summary>Locked because the death of the owner was registered.</summary>
    LockedByDeath,

    /// <summary>Cancelled for good.</summary>
    Cancelled,

    /// <summary>Locked because the owner's record was merged into another one; only undoing that merge lifts it.</summary>
    LockedByMerge,
}

/// Words that the database keeps for enums, and the rules about states.
internal static class AccountRules
{
    public static string Word(this AccountKind kind) => kind switch
    {
        AccountKind.Citizen => "citizen",
        AccountKind.Foreigner => "foreigner",
        AccountKind.Official => "official",
        AccountKind.Organisation => "organisation",
        _ => "system",
    };

    public static AccountKind KindOf(string word) => word switch
    {
        "citizen" => AccountKind.Citizen,
        "foreigner" => AccountKind.Foreigner,
        "official" => AccountKind.Official,
        "organisation" => AccountKind.Organisation,
        "system" => AccountKind.System,
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "No such kind of account."),
    };

    public static string Word(this AccountState state) => state switch
    {
        AccountState.Active => "active",
        AccountState.LockedByOwner => "locked-by-owner",
        AccountState.LockedByAuthority => "locked-by-authority",
        AccountState.LockedByDeath => "locked-by-death",
        AccountState.LockedByMerge => "locked-by-merge",
        _ => "cancelled",
    };

    public static AccountState StateOf(string word) => word switch
    {
        "active" => AccountState.Active,
        "locked-by-owner" => AccountState.LockedByOwner,
        "locked-by-authority" => AccountState.LockedByAuthority,
        "locked-by-death" => AccountState.LockedByDeath,
        "locked-by-merge" => AccountState.LockedByMerge,
        "cancelled" => AccountState.Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "No such state of an account."),
    };

    /// Why an account cannot go from one state to another; null when it can. Death outweighs other locks; a cancelled account stays so; a lock by a merge comes and goes with the merge.
    public static Error? RefusesChange(AccountState from, AccountState to) => (from, to) switch
    {
        (AccountState.Cancelled, _) => IdentityErrors.NotInThisState,
        _ when from == to || to == AccountState.LockedByMerge => IdentityErrors.NotInThisState,
        (AccountState.LockedByMerge, not AccountState.Cancelled) => IdentityErrors.NotInThisState,
        (AccountState.LockedByDeath, AccountState.LockedByOwner or AccountState.LockedByAuthority) => IdentityErrors.NotInThisState,
        (AccountState.LockedByAuthority, AccountState.LockedByOwner) => IdentityErrors.NotInThisState,
        _ => null,
    };

    /// A login cannot be all digits: those are personal numbers, which lead to the account through the population register.
    public static bool IsLogin(string login) =>
        login.Length is >= 3 and <= 64 && login.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '.' or '-' or '_') && !login.All(char.IsAsciiDigit);
}
