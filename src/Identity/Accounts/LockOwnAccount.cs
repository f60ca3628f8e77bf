using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Accounts;

/// <summary>
/// The owner locks the account: a phone was lost, somebody else got in. Every session and token stops at once; only the counter lifts the lock
/// (Decree 69/2024/NĐ-CP art. 13).
/// </summary>
internal sealed class LockOwnAccount(ChangeState change)
{
    public async Task<Result> Do(HttpContext http, Caller caller, Session session, string reason, CancellationToken ct)
    {
        var why = string.IsNullOrWhiteSpace(reason) ? "owner" : "owner: " + reason.Trim();
        var result = await change.Do(caller, session.Account, AccountState.LockedByOwner, why.Length > 500 ? why[..500] : why, ct);
        if (result.Failed) return result;
        SessionCookie.Clear(http);
        return Result.Done;
    }
}
