using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LienThong.Bench;

/// <summary>
/// What we are compared with: ASP.NET Core Identity's own passkey sign-in (its SignInManager and cookies) over a store in memory, in a process of its own.
/// No database, no throttle, no log of sign-ins.
/// </summary>
static class PasskeyPeer
{
    public const string Word = "serve-passkey-peer";

    /// <summary>Serves until TERM. Words: user:credential:key, the latter two in base64.</summary>
    public static async Task<int> Serve(IReadOnlyList<string> users)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder.Services.AddIdentityCore<MemoryUser>().AddSignInManager().AddUserStore<MemoryStore>();
        builder.Services.Configure<IdentityPasskeyOptions>(o => (o.ServerDomain, o.UserVerificationRequirement) = ("localhost", "required"));
        foreach (var user in users) MemoryStore.Add(user.Split(':'));
        await using var app = builder.Build();
        app.UseAuthentication();
        app.MapPost("/options", async (SignInManager<MemoryUser> sign) => Results.Content(await sign.MakePasskeyRequestOptionsAsync(null!), "application/json"));
        app.MapPost("/answer", async (HttpRequest request, SignInManager<MemoryUser> sign) =>
        {
            var form = await request.ReadFormAsync();
            var result = await sign.PasskeySignInAsync(form["credential"].ToString());
            return result.Succeeded ? Results.Redirect("/") : Results.StatusCode(422);
        });
        await app.StartAsync();
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        await app.WaitForShutdownAsync();
        return 0;
    }

    sealed record MemoryUser(string Id, byte[] Credential)
    {
        public UserPasskeyInfo Passkey { get; set; } = null!;
    }

    sealed class MemoryStore : IUserPasskeyStore<MemoryUser>
    {
        private static readonly ConcurrentDictionary<string, MemoryUser> ById = new(StringComparer.Ordinal), ByCredential = new(StringComparer.Ordinal);

        public static void Add(string[] words)
        {
            var credential = Convert.FromBase64String(words[1]);
            var passkey = new UserPasskeyInfo(credential, Convert.FromBase64String(words[2]), DateTimeOffset.UnixEpoch, 1, [], isUserVerified: true, isBackupEligible: false, isBackedUp: false, [], []);
            ById[words[0]] = ByCredential[words[1]] = new MemoryUser(words[0], credential) { Passkey = passkey };
        }

        public Task AddOrUpdatePasskeyAsync(MemoryUser user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
        {
            user.Passkey = passkey;
            return Task.CompletedTask;
        }

        public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(MemoryUser user, CancellationToken cancellationToken) => Task.FromResult<IList<UserPasskeyInfo>>([user.Passkey]);

        public Task<MemoryUser?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult(ByCredential.GetValueOrDefault(Convert.ToBase64String(credentialId)));

        public Task<UserPasskeyInfo?> FindPasskeyAsync(MemoryUser user, byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult<UserPasskeyInfo?>(user.Passkey);

        public Task RemovePasskeyAsync(MemoryUser user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<MemoryUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(ById.GetValueOrDefault(userId));

        public Task<string> GetUserIdAsync(MemoryUser user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

        public Task<string?> GetUserNameAsync(MemoryUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Id);

        public Task<string?> GetNormalizedUserNameAsync(MemoryUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Id);

        public Task SetUserNameAsync(MemoryUser user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task SetNormalizedUserNameAsync(MemoryUser user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<IdentityResult> CreateAsync(MemoryUser user, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IdentityResult> UpdateAsync(MemoryUser user, CancellationToken cancellationToken) => Task.FromResult(IdentityResult.Success);

        public Task<IdentityResult> DeleteAsync(MemoryUser user, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<MemoryUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => Task.FromResult(ById.GetValueOrDefault(normalizedUserName));

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
