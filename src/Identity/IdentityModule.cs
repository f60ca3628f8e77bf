using LienThong.Dictionary;
using LienThong.Identity.Accounts;
using LienThong.Identity.Clients;
using LienThong.Identity.Consents;
using LienThong.Identity.Demo;
using LienThong.Identity.Jose;
using LienThong.Identity.Keys;
using LienThong.Identity.Organisations;
using LienThong.Identity.Passkeys;
using LienThong.Identity.Proofing;
using LienThong.Identity.Provider;
using LienThong.Identity.Recovery;
using LienThong.Identity.Representation;
using LienThong.Identity.Roles;
using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Identity.SignIn;
using LienThong.Identity.Upstream;
using LienThong.Kernel.Access;
using LienThong.Kernel.Content;
using LienThong.Kernel.Events;
using LienThong.Kernel.Modules;
using LienThong.Population;
using LienThong.Ui;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LienThong.Identity;

/// <summary>Table of contents of the module.</summary>
public sealed class IdentityModule : IModule
{
    /// <inheritdoc/>
    public IEnumerable<NavItem> Navigation =>
    [
        new("Tài khoản và quyền", "Accounts and roles", "/identity/accounts", Refusals.Manage, 800),
        new("Xác minh tại quầy", "Counter", "/counter", CounterScopes.Proof, 300),
        new("Hệ thống kết nối", "Connected systems", "/identity/relying-parties", RegisterOidcClient.AskScope, 810),
        new("Hệ thống đã liên kết", "Linked systems", "/account/linked", "citizen.own", 55),
        new("Nhật ký an ninh", "Security log", "/identity/events", Refusals.Manage, 820),
    ];

    /// <inheritdoc/>
    public void Services(IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Identity").Get<IdentityOptions>() ?? new IdentityOptions();
        if (options.Fault() is { } fault) throw new Kernel.StartupException(fault);
        services.AddSingleton(options);

        services.AddSingleton<SecurityLog>().AddSingleton<FindEvents>().AddSingleton<Secrets>();
        services.AddSingleton<CreateAccount>().AddSingleton<ChangeState>().AddSingleton<FindAccounts>().AddSingleton<IAccounts, AccountsOfHouse>();
        services.AddSingleton<AssignRole>();
        services.AddSingleton<IdentifySession>().AddSingleton<OpenSession>().AddSingleton<EndSession>().AddSingleton<ListSessions>();
        services.AddSingleton<IAccountMenu, AccountMenu>();
        services.AddSingleton<FindLogin>().AddSingleton<BreachedPasswords>().AddSingleton<Passwords>().AddSingleton<Throttle>().AddSingleton<KnownDevice>().AddSingleton<Challenges>().AddSingleton<SignInSteps>();
        services.AddSingleton<SignInWithPassword>().AddSingleton<SetPassword>().AddSingleton<ReadFactors>().AddSingleton<FactorWait>().AddSingleton<StepUp>().AddSingleton<TotpSecrets>().AddSingleton<EnrolTotp>();
        AddPasskeys(services);
        AddAccounts(services);
        services.AddSingleton<IdentifyClient>().AddSingleton<ApiClients>().AddSingleton<IApiClients>(s => s.GetRequiredService<ApiClients>());
        services.AddSingleton<Outbound>().AddSingleton<ClientBook>().AddSingleton<ClientScopes>().AddSingleton<FetchKeys>();
        services.AddSingleton<ClaimBook>().AddSingleton<ConsentBook>().AddSingleton<IGround, AccountCaseGround>().AddSingleton<IGround>(s => s.GetRequiredService<ConsentBook>()).AddSingleton<WriteSheet>();
        services.AddSingleton<GiveConsent>().AddSingleton<WithdrawConsent>().AddSingleton<ListConsents>().AddSingleton<ReadClaims>();
        services.AddSingleton<RegisterOidcClient>().AddSingleton<DecideOidcClient>().AddSingleton<RenewClientKeys>().AddSingleton<ListOidcClients>();
        services.AddSingleton<SignInAsPersona>().AddSingleton<IDemoAccounts, DemoAccounts>();

        AddProvider(services);
        services.AddSingleton<ICallerSource>(s => s.GetRequiredService<IdentifyClient>());
        services.AddSingleton<ICallerSource>(s => s.GetRequiredService<IdentifyToken>());
        services.AddSingleton<ICallerSource>(s => s.GetRequiredService<IdentifySession>());
        services.AddSingleton<IConfigureOptions<RazorPagesOptions>, DemoPageOnlyInDemo>();
    }

    /// <inheritdoc/>
    public void Routes(ModuleRoutes routes)
    {
        ManageAccounts.Map(routes);
        ManageClients.Map(routes);
        PasskeyScript.Map(routes);
        OpenCounterCase.Map(routes);
        OpenForeignerCase.Map(routes);
        DecideCounterCase.Map(routes);
        Discovery.Map(routes);
        ServeKeys.Map(routes);
        PushRequest.Map(routes);
        Authorize.Map(routes);
        TokenEndpoint.Map(routes);
        Userinfo.Map(routes);
        Introspect.Map(routes);
        Logout.Map(routes);
    }

    /// <inheritdoc/>
    public void News(ModuleNews news)
    {
        news.On<PersonDied>("identity-lock-on-death", ChangeState.OnDeath);
        news.On<PersonsMerged>("identity-follow-merges", FollowMerges.OnMerged);
        news.On<PersonUnmerged>("identity-follow-merges", FollowMerges.OnUnmerged);
        news.On<RepresentationEnded>("identity-end-guardians", Mandates.OnRepresentationEnded);
        news.On<AccountLocked>("identity-end-tokens", EndTokens.OnLocked);
        news.Every(TimeSpan.FromHours(1), "identity-tidy", Tidy.Do);
        news.Every(TimeSpan.FromHours(1), "identity-residence-cards", EndForeigners.Do);
        news.Every(TimeSpan.FromHours(1), "identity-rotate-keys", RotateKeys.Do);
        news.Every(TimeSpan.FromMinutes(1), "identity-tidy-provider", UsedOnce.Tidy);
        news.Every(TimeSpan.FromSeconds(2), "identity-tell-logout", TellLogout.Do);
        news.Every(TimeSpan.FromMinutes(5), "identity-client-keys", FetchKeys.Do);
    }

    /// <inheritdoc/>
    public async Task LoadContent(IServiceProvider services, ContentFolder content, ContentReport report, CancellationToken ct)
    {
        var db = services.GetRequiredService<Db>();
        await LoadRoles.Do(db, content, report, ct);
        await AccountLimits.Load(db, content, report, ct);
        await LoadPersonas.Do(db, content, report, ct);
        await services.GetRequiredService<RotateKeys>().Round(ct);
        await LoadClaims.Do(db, await services.GetRequiredService<IDictionary>().Current(ct), content, report, ct);
        services.GetRequiredService<ClaimBook>().Forget();
    }

    private static void AddProvider(IServiceCollection services)
    {
        services.AddSingleton<SigningKeys>().AddSingleton<RotateKeys>();
        services.AddSingleton<Issuer>().AddSingleton<Subjects>().AddSingleton<Discovery>().AddSingleton<AuthorizationDetails>();
        services.AddSingleton<DpopProofs>().AddSingleton<DpopNonces>().AddSingleton<CheckProof>().AddSingleton<AuthenticateClient>().AddSingleton<SpendProofs>();
        services.AddSingleton<JudgeRequest>().AddSingleton<AuthorizationRequests>().AddSingleton<PushRequest>();
        services.AddSingleton<Floods>().AddSingleton<Authorize>().AddSingleton<AuthorizeSteps>().AddSingleton<IssueCode>();
        services.AddSingleton<TokenEndpoint>().AddSingleton<MakeTokens>().AddSingleton<RedeemCode>().AddSingleton<RefreshAccess>().AddSingleton<ClientCredentials>();
        services.AddSingleton<CheckToken>().AddSingleton<Revocations>().AddSingleton<IdentifyToken>().AddSingleton<Userinfo>().AddSingleton<Introspect>();
        services.AddSingleton<Logout>().AddSingleton<TellLogout>().AddSingleton<IEndGrants, EndGrants>();
        services.Configure<Microsoft.AspNetCore.Mvc.MvcOptions>(o => o.Filters.Add<AllowReturnToClient>());
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddSingleton<CompareSelf>().AddSingleton<Upstreams>().AddSingleton<LinkPerson>().AddSingleton<SignInByUpstream>();
        services.AddSingleton<AccountLimits>().AddSingleton<LockOwnAccount>();
        services.AddSingleton<ForeignSeal>().AddSingleton<CompareCard>().AddSingleton<CounterCases>();
        services.AddSingleton<OpenCounterCase>().AddSingleton<OpenForeignerCase>().AddSingleton<DecideCounterCase>();
        services.AddSingleton<Activations>().AddSingleton<RecoveryCodes>().AddSingleton<AskRecovery>();
        services.AddSingleton<FindAgent>().AddSingleton<Mandates>().AddSingleton<OpenChildAccount>();
        services.AddSingleton<RequestOrganisation>().AddSingleton<DecideOrganisation>().AddSingleton<ListOrganisations>().AddSingleton<DelegateTask>();
    }

    private static void AddPasskeys(IServiceCollection services)
    {
        services.AddSingleton<PasskeyRules>().AddSingleton<IConfigureOptions<IdentityPasskeyOptions>>(s => s.GetRequiredService<PasskeyRules>());
        services.AddIdentityCore<PasskeyOwner>().AddUserStore<PasskeyStore>();
        services.AddScoped<IUserPasskeyStore<PasskeyOwner>>(s => (IUserPasskeyStore<PasskeyOwner>)s.GetRequiredService<IUserStore<PasskeyOwner>>());
        services.AddScoped<IPasskeyHandler<PasskeyOwner>, PasskeyHandler<PasskeyOwner>>();
        services.AddSingleton<AddPasskey>().AddSingleton<SignInWithPasskey>();
    }
}
