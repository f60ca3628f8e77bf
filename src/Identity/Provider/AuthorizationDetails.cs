using System.Text;
using System.Text.Json;
using LienThong.Identity.Clients;
using LienThong.Identity.Jose;

namespace LienThong.Identity.Provider;

/// <summary>The closed registry of authorization details (RFC 9396).</summary>
internal sealed class AuthorizationDetails(IEnumerable<IAuthorizationDetailType> types)
{
    private const int Most = 8;
    private readonly Dictionary<string, IAuthorizationDetailType> types = types.ToDictionary(t => t.Type, StringComparer.Ordinal);

    public IEnumerable<string> Types => types.Keys;

    /// <summary>Judges the parameter as a client sent it: the details in canonical form, or the refusal.</summary>
    public async Task<Outcome<IReadOnlyList<JsonElement>>> Judge(OidcClient client, bool forPerson, string parameter, CancellationToken ct)
    {
        if (parameter.Length > 16_384 || StrictJson.Object(Encoding.UTF8.GetBytes($$"""{"list":{{parameter}}}""")) is not { } read)
            return OAuthError.InvalidDetails.Because("authorization_details is not strict JSON");
        var list = read.GetProperty("list");
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > Most) return OAuthError.InvalidDetails.Because($"authorization_details is a list of 1 to {Most} objects");
        var granted = new List<JsonElement>();
        foreach (var detail in list.EnumerateArray())
        {
            if (detail.ValueKind != JsonValueKind.Object || detail.Text("type") is not { } type || !types.TryGetValue(type, out var known))
                return OAuthError.InvalidDetails.Because("a detail has no type or one that is not known here");
            var judged = await known.Judge(new DetailAsk(client.Id, client.Agency, forPerson), detail, ct);
            if (judged.Granted is not { } good) return OAuthError.InvalidDetails.Because(judged.Refusal ?? "refused");
            granted.Add(good);
        }
        return granted;
    }

    /// <summary>Every field of a detail, for the consent page.</summary>
    public Task<IReadOnlyList<DetailLine>> Describe(JsonElement detail, CancellationToken ct) =>
        types.TryGetValue(detail.Text("type") ?? "", out var known) ? known.Describe(detail, ct) : throw new InvalidOperationException("A stored detail has a type that is gone.");
}
