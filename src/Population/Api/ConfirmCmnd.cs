using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Persons;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Population.Api;

/// <summary>
/// "Số CMND 9 số này và số định danh kia là của một người": confirms that a 9-digit identity number and a personal number belong to one person, or finds the person of a 9-digit number with name and date of
/// birth, because provinces gave out the same numbers. Each read stands in the ledger. Decision 422/QĐ-TTg procedure "xác nhận số CMND"; Law on Identity 26/2023 art. 46.
/// </summary>
internal static class ConfirmCmnd
{
    private static readonly IReadOnlyList<FieldCode> Asked = ReadAsKeeper.Codes("person.number", "person.cmnd", "person.fullName", "person.birthDate");

    public static void Map(ModuleRoutes r) => r.Api.MapPost("cmnd/confirmations", Handle).Requires(PopulationScopes.Read).Refuses(PopulationErrors.CmndInvalid, PopulationErrors.CmndNeedsMore);

    public sealed record Question(string Cmnd, string? Number = null, string? FullName = null, string? BirthDate = null);

    /// <summary>Outcome: confirmed, different (the personal number belongs to somebody else), several (more facts are needed), unknown.</summary>
    public sealed record Answer(string Outcome, string? Number, Guid? LedgerEntry);

    public static async Task<Result<Answer>> Handle(Question question, Caller caller, PersonRecords records, IPopulation population, ReadAsKeeper read, CancellationToken ct)
    {
        var cmnd = (question.Cmnd ?? "").Trim();
        if (cmnd.Length != 9 || !cmnd.All(char.IsAsciiDigit)) return PopulationErrors.CmndInvalid.At("/cmnd");
        var number = PersonalNumber.TryParse(question.Number, null, out var given) ? given : (PersonalNumber?)null;
        PartialDate? birth = PartialDate.TryParse(question.BirthDate, null, out var date) && date.Precision != DatePrecision.Unknown ? date : null;
        if (number is null && (string.IsNullOrWhiteSpace(question.FullName) || birth is null)) return PopulationErrors.CmndNeedsMore.At("/fullName");
        var holders = await records.ByCmnd(cmnd, ct);
        if (number is { } asked)
        {
            if (await population.ByNumber(asked, ct) is not { } person) return new Answer("unknown", null, null);
            var look = await read.One(caller, person, Asked, ct);
            if (look.Failed) return look.Faults;
            return new Answer(holders.Contains(person) ? "confirmed" : "different", holders.Contains(person) ? asked.ToString() : null, look.Value.Receipt.Entry);
        }

        if (holders.Count == 0) return new Answer("unknown", null, null);
        var looks = await read.Many(caller, holders, Asked, ct);
        if (looks.Failed) return looks.Faults;
        var fits = looks.Value.Where(l => Fits(l, question.FullName!, birth!.Value)).ToList();
        return fits.Count == 1 ? new Answer("confirmed", fits[0][new("person.number")]?.Value, fits[0].Receipt.Entry) : new Answer(fits.Count == 0 ? "unknown" : "several", null, null);
    }

    private static bool Fits(DataAnswer person, string name, PartialDate birth)
    {
        var known = person[new("person.fullName")]?.Value ?? "";
        return Kernel.Text.VietnameseText.CanonicalKey(known) == Kernel.Text.VietnameseText.CanonicalKey(name)
            && PartialDate.TryParse(person[new("person.birthDate")]?.Value, null, out var born) && born == birth;
    }
}
