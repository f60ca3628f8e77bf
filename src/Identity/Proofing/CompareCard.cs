using System.Text.Json;
using LienThong.Dictionary;
using LienThong.Identity.Accounts;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Population;

namespace LienThong.Identity.Proofing;

/// <summary>How one item of the card agrees with the register; the values themselves are not kept.</summary>
internal sealed record ComparedItem(string Item, ItemOutcome Outcome);

/// <summary>What the register says about somebody who stands at the counter.</summary>
internal sealed record ProvenPerson(PersonId Person, string FullName, DateOnly? BirthDate, IReadOnlyList<ComparedItem> Compared);

/// <summary>
/// Compares a card with the population register through the data broker: the reading names the officer, the agency and the case, stands in the ledger,
/// and the person sees it. Decree 69/2024/NĐ-CP art. 10 and 11.
/// </summary>
internal sealed class CompareCard(IDataBroker broker, IPopulation population)
{
    private static readonly FieldCode Name = new("person.fullName"), Birth = new("person.birthDate"), SexField = new("person.sex"), Card = new("person.cardIssue"), Number = new("person.number");

    public async Task<Result<ProvenPerson>> Do(Caller officer, Guid caseId, CardQr card, CancellationToken ct)
    {
        if (await population.ByNumber(card.Number, ct) is not { } person) return AccountErrors.PersonNotFound.At("/qr");
        var request = new DataRequest(officer, AccountCaseGround.CounterAgreement, Purpose.Verification, AccountCaseGround.OfCounter(caseId), new SubjectId(person.Value), [Number, Name, Birth, SexField, Card]);
        var answer = await broker.Read(request, ct);
        if (answer.Failed) return answer.Faults;
        if (answer.Value.Values.Any(v => v.Outcome == ReadOutcome.Unavailable)) return AccountErrors.RegisterSilent;
        var compared = Compare(card, code => answer.Value[code]?.Value);
        var wrong = compared.Where(c => c.Outcome == ItemOutcome.Mismatch).Select(c => c.Item).ToList();
        if (wrong.Count > 0) return AccountErrors.CardDiffers.With(string.Join(", ", wrong)).At("/qr");
        var birth = DateOnly.TryParseExact(answer.Value[Birth]?.Value, "O", out var day) ? day : (DateOnly?)null;
        return new ProvenPerson(person, answer.Value[Name]?.Value ?? card.FullName, birth, compared);
    }

    /// A name without accents is near; a register that knows the birth less precisely agrees as far as it knows. Pure, for tests.
    internal static List<ComparedItem> Compare(CardQr card, Func<FieldCode, string?> register) =>
    [
        new("số định danh", register(Number) == card.Number.ToString() ? ItemOutcome.Match : ItemOutcome.Mismatch),
        new("họ và tên", NameOf(card.FullName, register(Name))),
        new("ngày sinh", BirthOf(card.BirthDate, register(Birth))),
        new("giới tính", register(SexField) switch
        {
            null or "undetermined" => ItemOutcome.Absent,
            var sex => sex == (card.Sex == Sex.Male ? "male" : "female") ? ItemOutcome.Match : ItemOutcome.Mismatch,
        }),
        new("ngày cấp thẻ", IssueOf(card.Issued, register(Card))),
    ];

    private static ItemOutcome NameOf(string card, string? register) => register switch
    {
        null => ItemOutcome.Absent,
        _ when VietnameseText.CanonicalKey(card) == VietnameseText.CanonicalKey(register) => ItemOutcome.Match,
        _ when VietnameseText.SearchKey(card) == VietnameseText.SearchKey(register) => ItemOutcome.Near,
        _ => ItemOutcome.Mismatch,
    };

    private static ItemOutcome BirthOf(DateOnly card, string? register)
    {
        if (register is null) return ItemOutcome.Absent;
        var text = card.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        if (!text.StartsWith(register, StringComparison.Ordinal)) return ItemOutcome.Mismatch;
        return text == register ? ItemOutcome.Match : ItemOutcome.Near;
    }

    // An older card than the register knows was replaced: lost, stolen or run out.
    private static ItemOutcome IssueOf(DateOnly? card, string? register)
    {
        if (register is null || card is not { } day) return ItemOutcome.Absent;
        using var json = JsonDocument.Parse(register);
        if (!json.RootElement.TryGetProperty("issued", out var issued) || !DateOnly.TryParseExact(issued.GetString(), "O", out var known)) return ItemOutcome.Absent;
        return day == known ? ItemOutcome.Match : ItemOutcome.Mismatch;
    }
}
