using System.Text.Json;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Exchange.Agreements;
using LienThong.Identity;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;

namespace LienThong.Exchange.Reading;

/// <summary>
/// The authorization details (RFC 9396) of the house: which fields, for which purpose, under which agreement. What a token may read is tied to an
/// agreement from the moment it is asked for; a person sees every field before agreeing, and the call at the API does no more than the token says.
/// <code>{"type":"data_access","agreement":"…","purpose":"verification","fields":["person.fullName"]}</code>
/// </summary>
sealed class DataAccessDetail(AgreementBook agreements, IDirectory directory, TimeProvider clock) : IAuthorizationDetailType
{
    private static readonly string[] Members = ["type", "agreement", "purpose", "fields"];

    public string Type => "data_access";

    public async Task<DetailJudgement> Judge(DetailAsk ask, JsonElement detail, CancellationToken ct)
    {
        if (detail.EnumerateObject().Select(m => m.Name).FirstOrDefault(m => !Members.Contains(m, StringComparer.Ordinal)) is { } extra) return DetailJudgement.No($"data_access has no member {Short(extra)}");
        if (Read(detail) is not { } access) return DetailJudgement.No("data_access needs agreement, purpose and a list of fields");
        var today = clock.Today();
        if (!(await agreements.Current(ct)).TryGetValue(access.Agreement, out var live)) return DetailJudgement.No("there is no such agreement");
        var caller = new Caller(CallerKind.System, ask.Client, null, ask.Agency, null, new HashSet<string>(), "api", null);
        var basis = new Basis(ask.ForPerson ? BasisKind.Consent : live.Agreement.Bases.FirstOrDefault(b => b != BasisKind.Consent), ask.Client);
        var refusal = live.Agreement.Refuses(caller, access.Purpose, basis, default, access.Fields, today, agency => live.Covers(agency, today, directory));
        if (refusal is not null) return DetailJudgement.No($"{refusal.Error.Code} {refusal.Text(System.Globalization.CultureInfo.GetCultureInfo("en"))}");
        return new DetailJudgement(JsonSerializer.SerializeToElement(new
        {
            type = Type, agreement = access.Agreement, purpose = Words.Stored(access.Purpose), fields = access.Fields.Select(f => f.Value).Order(StringComparer.Ordinal),
        }), null);
    }

    public async Task<IReadOnlyList<DetailLine>> Describe(JsonElement detail, CancellationToken ct)
    {
        if (Read(detail) is not { } access) return [];
        var live = (await agreements.Current(ct)).GetValueOrDefault(access.Agreement);
        return
        [
            new DetailLine("Theo thỏa thuận", "Under the agreement", live is null ? access.Agreement : $"{live.Agreement.Vi} ({access.Agreement})"),
            new DetailLine("Căn cứ", "Legal basis", live?.Agreement.LegalBasis ?? "–"),
            new DetailLine("Mục đích", "Purpose", Words.Of(access.Purpose)),
        ];
    }

    /// <summary>Why a call goes beyond the details of its token; null when it does not, or when the token has no such details.</summary>
    internal static Fault? Refuses(JsonElement? details, string agreement, Purpose purpose, IReadOnlyList<string> fields)
    {
        if (details is not { } list) return null;
        var mine = All(list).ToList();
        if (mine.Count == 0) return null;
        var within = mine.Any(a => a.Agreement == agreement && a.Purpose == purpose && fields.All(f => a.Fields.Contains(new FieldCode(f))));
        return within ? null : (Fault)ExchangeErrors.BeyondDetails;
    }

    /// <summary>What the details of a token allow, one by one.</summary>
    internal static IEnumerable<Access> All(JsonElement details) => details.EnumerateArray().Select(Read).OfType<Access>();

    private static Access? Read(JsonElement detail)
    {
        if (Text(detail, "type") != "data_access" || Text(detail, "agreement") is not { Length: <= 100 } agreement || Words.Parse<Purpose>(Text(detail, "purpose") ?? "") is not { } purpose) return null;
        if (!detail.TryGetProperty("fields", out var list) || list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(f => f.ValueKind != JsonValueKind.String)) return null;
        return new Access(agreement, purpose, [.. list.EnumerateArray().Select(f => new FieldCode(f.GetString()!))]);
    }

    private static string? Text(JsonElement detail, string member) =>
        detail.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Short(string name) => name.Length <= 40 ? name : name[..40];

    /// <summary>One detail, read.</summary>
    internal sealed record Access(string Agreement, Purpose Purpose, IReadOnlyList<FieldCode> Fields);
}
