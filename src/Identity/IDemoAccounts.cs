using LienThong.Kernel.Results;

namespace LienThong.Identity;

/// <summary>Accounts of the personas. Works in demo mode only, and the accounts open no session outside of it.</summary>
public interface IDemoAccounts
{
    /// <summary>Creates or brings up to date one account per persona; calling it again changes nothing.</summary>
    Task<Result> Create(IReadOnlyList<DemoAccount> accounts, CancellationToken ct);
}

/// <summary>The account of one persona.</summary>
/// <param name="Persona">citizen, officer, owner, integrator, programme, leader, inspector or administrator (content/personas).</param>
/// <param name="DisplayName">Name of the synthetic person.</param>
/// <param name="Person">Key in the population register; compulsory for the citizen.</param>
/// <param name="Agency">Code of the agency; compulsory for officials.</param>
/// <param name="AgencyName">Its name, shown on the demo page; null for the citizen.</param>
public sealed record DemoAccount(string Persona, string DisplayName, Guid? Person, string? Agency, string? AgencyName)
{
    /// <summary>Posts that the persona holds besides; sign-in starts in the persona's own.</summary>
    public IReadOnlyList<DemoPost> Also { get; init; } = [];
}

/// <summary>Another post of a persona.</summary>
/// <param name="Role">Code of content/roles.</param>
/// <param name="Agency">Code of the agency.</param>
/// <param name="Title">Title of the post, in Vietnamese.</param>
public sealed record DemoPost(string Role, string Agency, string Title);
