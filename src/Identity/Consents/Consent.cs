using System.Text.Json;
using Npgsql;

namespace LienThong.Identity.Consents;

/// <summary>What a relying party wants for a person: the question that a consent answers.</summary>
/// <param name="Scopes">Scopes of the request.</param>
/// <param name="Claims">Every claim wanted, by scope or by name.</param>
/// <param name="Details">RFC 9396 authorization details.</param>
internal sealed record ConsentAsk(AccountId Subject, string Client, IReadOnlyList<string> Scopes, IReadOnlyList<string> Claims, IReadOnlyList<JsonElement> Details);

/// <summary>One act of agreeing.</summary>
/// <param name="Claims">Claims granted.</param>
/// <param name="Refused">Optional claims that the person refused: the relying party is not asked again and gets no error.</param>
/// <param name="Details">Authorization details granted, as they were shown.</param>
/// <param name="Fields">Fields of the dictionary that may be read under it.</param>
internal sealed record Consent(
    Guid Id, AccountId Account, Guid? Person, string Client, IReadOnlyList<string> Scopes, IReadOnlyList<string> Claims, IReadOnlyList<string> Refused,
    IReadOnlyList<JsonElement> Details, IReadOnlyList<string> Fields, DateTimeOffset GivenAt, DateTimeOffset EndsAt, DateTimeOffset? WithdrawnAt)
{
    public const string Columns = "id, account, person, client, scopes, claims, refused, details, fields, given_at, ends_at, withdrawn_at";

    public static Consent Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), new AccountId(r.GetGuid(1)), r.GuidOrNull(2), r.GetString(3), r.GetFieldValue<string[]>(4), r.GetFieldValue<string[]>(5), r.GetFieldValue<string[]>(6),
        DetailsOf(r.GetString(7)), r.GetFieldValue<string[]>(8), r.Instant(9), r.Instant(10), r.InstantOrNull(11));

    public bool IsLive(DateTimeOffset now) => WithdrawnAt is null && now < EndsAt;

    /// <summary>True when everything asked for was answered by this act, granted or refused; details must have been granted.</summary>
    public bool Answers(ConsentAsk ask) =>
        !ask.Scopes.Except(Scopes, StringComparer.Ordinal).Any()
        && !ask.Claims.Except(Claims, StringComparer.Ordinal).Except(Refused, StringComparer.Ordinal).Any()
        && ask.Details.All(d => Details.Any(own => JsonElement.DeepEquals(own, d)));

    private static JsonElement[] DetailsOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(e => e.Clone())];
    }
}
