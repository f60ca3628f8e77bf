using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Accounts;

/// <summary>The API over <see cref="IAccounts"/> for administrators, and <c>me</c> for everybody.</summary>
internal static class ManageAccounts
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("me", Me).Public("tells a caller who it is and nothing about others; 401 for visitors").Refuses(KernelErrors.SignInNeeded);
        r.Api.MapPost("accounts", (NewAccount account, Caller caller, IAccounts accounts, CancellationToken ct) => accounts.Create(caller, account, ct))
            .Requires(Refusals.Manage).Idempotent()
            .Refuses(IdentityErrors.LoginMalformed, IdentityErrors.LoginTaken, IdentityErrors.PersonMissing, IdentityErrors.PersonHasAccount, IdentityErrors.PasswordWeak);
        r.Api.MapPost("assignments", (NewAssignment assignment, Caller caller, IAccounts accounts, CancellationToken ct) => accounts.Assign(caller, assignment, ct))
            .Requires(Refusals.Manage).Idempotent().Refuses(IdentityErrors.RoleUnknown, IdentityErrors.AccountUnknown, IdentityErrors.PeriodInverted);
        r.Api.MapPost("accounts/{id}/state", (AccountId id, NewState change, Caller caller, IAccounts accounts, CancellationToken ct) =>
                accounts.ChangeState(caller, id, change.State, change.Reason, ct))
            .Requires(Refusals.Manage).Idempotent().Refuses(IdentityErrors.AccountUnknown, IdentityErrors.NotInThisState, IdentityErrors.ReasonMissing);
    }

    internal sealed record NewState(AccountState State, string Reason);

    internal sealed record Self(CallerKind Kind, string Id, Guid? Person, string? Agency, string? Post, IReadOnlyList<string> Scopes, Assurance? Assurance, string? OnBehalfOf);

    private static Result<Self> Me(HttpContext http, Caller caller) => caller.Kind == CallerKind.Anonymous
        ? KernelErrors.SignInNeeded
        : new Self(caller.Kind, caller.Id, caller.Person, caller.Agency, caller.Post, [.. caller.Scopes.Order(StringComparer.Ordinal)], Sessions.SessionExtensions.Assurance(http), caller.OnBehalfOf);
}
