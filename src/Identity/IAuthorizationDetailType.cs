using System.Text.Json;

namespace LienThong.Identity;

/// <summary>
/// One type of RFC 9396 authorization details. Types are contributed by the module that can keep what they promise; the provider refuses every
/// type and every field that no module knows.
/// </summary>
public interface IAuthorizationDetailType
{
    /// <summary>The value of <c>type</c>.</summary>
    string Type { get; }

    /// <summary>Judges one detail before anybody is asked: the detail in its canonical form, or why it is refused. Never answers more than was asked.</summary>
    Task<DetailJudgement> Judge(DetailAsk ask, JsonElement detail, CancellationToken ct);

    /// <summary>Every field of a judged detail in words, for the consent page.</summary>
    Task<IReadOnlyList<DetailLine>> Describe(JsonElement detail, CancellationToken ct);
}

/// <summary>Who asks for a detail.</summary>
/// <param name="Client">The client id.</param>
/// <param name="Agency">The agency that the client belongs to.</param>
/// <param name="ForPerson">True in a person's sign-in; false when a system asks for itself.</param>
public sealed record DetailAsk(string Client, string Agency, bool ForPerson);

/// <summary>Either the detail as it would be granted, or an English reason for integrators.</summary>
public sealed record DetailJudgement(JsonElement? Granted, string? Refusal)
{
    /// <summary>Refuses.</summary>
    public static DetailJudgement No(string why) => new(null, why);
}

/// <summary>One line of a detail for people: a label in both languages and a value.</summary>
public sealed record DetailLine(string Vi, string En, string Value);
