using LienThong.Kernel.Access;
using LienThong.Kernel.Events;
using LienThong.Kernel.Results;

namespace LienThong.Identity;

/// <summary>Accounts as other modules see them.</summary>
public interface IAccounts
{
    /// <summary>The account behind a caller; null for visitors, systems and the program itself.</summary>
    Task<AccountView?> Of(Caller caller, CancellationToken ct);

    /// <summary>
    /// Names to show for <c>Caller.Id</c> values kept in logs: officials by name, post and agency, systems by their name. Citizens are named
    /// only as such. At most 1,000 ids; unknown ones are left out.
    /// </summary>
    Task<IReadOnlyDictionary<string, ActorName>> NamesOf(IReadOnlyCollection<string> callerIds, CancellationToken ct);

    /// <summary>The citizen account of a person, in whatever state but cancelled.</summary>
    Task<AccountView?> OfPerson(Guid person, CancellationToken ct);

    /// <summary>Opens an account. Needs the scope <c>identity.manage</c> or the program itself.</summary>
    Task<Result<AccountId>> Create(Caller caller, NewAccount account, CancellationToken ct);

    /// <summary>Gives a role in a post of an agency. Needs <c>identity.manage</c> or the program itself. Giving the same again changes nothing.</summary>
    Task<Result> Assign(Caller caller, NewAssignment assignment, CancellationToken ct);

    /// <summary>Locks, unlocks or cancels. Sessions of a locked account end at once. The reason is kept.</summary>
    Task<Result> ChangeState(Caller caller, AccountId account, AccountState state, string reason, CancellationToken ct);
}

/// <summary>An account.</summary>
/// <param name="Id">Key.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Level">1 or 2 for citizens (Decree 69/2024 art. 7), else null.</param>
/// <param name="State">State now.</param>
/// <param name="Person">The person behind it in the population register, if known.</param>
/// <param name="DisplayName">Name as the account holds it.</param>
public sealed record AccountView(AccountId Id, AccountKind Kind, int? Level, AccountState State, Guid? Person, string DisplayName);

/// <summary>Who did something, as logs show it.</summary>
/// <param name="Name">Name of an official or a system; "Công dân" for a citizen.</param>
/// <param name="Post">Title of the post, or null.</param>
/// <param name="Agency">Code of the agency, or null.</param>
public sealed record ActorName(string Name, string? Post, string? Agency);

/// <summary>What is needed to open an account.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="DisplayName">1–200 characters, kept as declared.</param>
/// <param name="Login">For officials and organisations; citizens sign in with their personal number.</param>
/// <param name="Person">Compulsory for citizens.</param>
/// <param name="Level">1 or 2 for citizens.</param>
/// <param name="Password">Null: sign-in by passkey, or a password set later.</param>
public sealed record NewAccount(AccountKind Kind, string DisplayName, string? Login, Guid? Person = null, int? Level = null, string? Password = null);

/// <summary>A role in a post of an agency over time; both dates are days on which it is held.</summary>
public sealed record NewAssignment(AccountId Account, string Role, string Agency, string Post, string PostTitle, DateOnly From, DateOnly? To = null);

/// <summary>How sure we are that the caller is who the account says.</summary>
/// <param name="AccountLevel">1 or 2 for citizens, else null.</param>
/// <param name="AuthenticationLevel">1–4 by Decree 69/2024 art. 20: one factor; two factors; with a biometric; biometric, possession and knowledge.</param>
/// <param name="Methods">RFC 8176 words: pwd, otp, hwk, user; <c>demo</c> for persona sign-in.</param>
/// <param name="SignedInAt">When.</param>
public sealed record Assurance(int? AccountLevel, int AuthenticationLevel, IReadOnlyList<string> Methods, DateTimeOffset SignedInAt);

/// <summary>An account was locked or cancelled.</summary>
public sealed record AccountLocked(AccountId Account, Guid? Person, AccountState State) : IEvent
{
    /// <summary>Permanent name.</summary>
    public static string EventType => "identity.account-locked";

    /// <inheritdoc/>
    public string Subject => Account.ToString();
}

/// <summary>A lock was lifted.</summary>
public sealed record AccountUnlocked(AccountId Account, Guid? Person) : IEvent
{
    /// <summary>Permanent name.</summary>
    public static string EventType => "identity.account-unlocked";

    /// <inheritdoc/>
    public string Subject => Account.ToString();
}
