using System.Globalization;
using System.Text.Json.Nodes;
using LienThong.Dictionary;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using LienThong.Population.Persons;
using LienThong.Population.Reading;

namespace LienThong.Population.Cards;

/// <summary>Reads the QR code of a card and compares its seven items with the register, through the broker on the ground of whoever asks.</summary>
internal static class CheckCard
{
    private static readonly FieldCode Cmnd = new("person.cmnd"), Former = new("person.formerNumbers"), Card = new("person.cardIssue");
    private static readonly IReadOnlyList<FieldCode> Asked = [VerifiedFields.Number, Cmnd, Former, VerifiedFields.FullName, VerifiedFields.BirthDate, VerifiedFields.Sex, VerifiedFields.Residence, Card];

    public static async Task<Result<CardCheck>> Handle(Db db, NumberHolders holders, IDataBroker broker, VerificationGround ground, string qr, CancellationToken ct)
    {
        var read = CardQr.Read(qr);
        if (read.Failed) return read.Faults;
        var card = read.Value;
        if (await holders.Find(card.Number, ct) is not { } person) return CardErrors.NumberNotKnown.At("/qr");
        var found = await broker.Read(new(ground.Caller, ground.Agreement, ground.Purpose, ground.Basis, new(person.Value), Asked), ct);
        if (found.Failed) return found.Faults;
        var state = card.Issued is { } issued ? await db.One(Sql.State, [person.Value, issued], static r => (State: r.GetString(0), Expires: r.DateOrNull(1)), ct) : default;
        return new CardCheck(person, Compare(card, f => found.Value[f]?.Value, found.Value[VerifiedFields.Residence]?.Display), state.State, state.Expires);
    }

    /// <summary>The seven items in the order of the card. Pure, for tests.</summary>
    internal static IReadOnlyList<CardItem> Compare(CardQr card, Func<FieldCode, string?> register, string? residence)
    {
        var name = register(VerifiedFields.FullName) ?? "";
        var birth = PartialDate.TryParse(register(VerifiedFields.BirthDate), null, out var date) ? date : PartialDate.Unknown;
        var sex = register(VerifiedFields.Sex) switch { "male" => Sex.Male, "female" => Sex.Female, _ => Sex.Undetermined };
        var known = new KnownPerson(default, VietnameseText.CanonicalKey(name), VietnameseText.SearchKey(name), birth, sex, Locked: false, null);
        var number = register(VerifiedFields.Number);
        return
        [
            // a card with a number that was replaced since leads to its person and is not the same card
            new("number", number == card.Number.ToString() ? ItemOutcome.Match : ItemOutcome.Near),
            new("oldNumber", OldNumber(card.OldNumber, register(Cmnd), register(Former))),
            new("fullName", name.Length == 0 ? ItemOutcome.Absent : VerifyRules.Name(card.FullName, known)),
            new("birthDate", VerifyRules.Birth(PartialDate.OfDay(card.BirthDate), birth)),
            new("sex", VerifyRules.Sex(card.Sex, sex)),
            new("residence", Residence(card.Address, residence)),
            new("issued", Issued(card.Issued, register(Card))),
        ];
    }

    private static ItemOutcome OldNumber(string? card, string? cmnd, string? former) => card switch
    {
        null => ItemOutcome.NotAsked,
        _ when cmnd == card || former?.Split(", ").Contains(card, StringComparer.Ordinal) == true => ItemOutcome.Match,
        _ => cmnd is null ? ItemOutcome.Absent : ItemOutcome.Mismatch,
    };

    // The address is the text of the day of issue, often with units that were merged since: another text is no contradiction.
    private static ItemOutcome Residence(string card, string? register) => card.Length == 0 ? ItemOutcome.NotAsked
        : register is null ? ItemOutcome.Absent
        : VietnameseText.SearchKey(card) == VietnameseText.SearchKey(register) ? ItemOutcome.Match : ItemOutcome.Near;

    private static ItemOutcome Issued(DateOnly? card, string? register)
    {
        if (card is not { } day) return ItemOutcome.NotAsked;
        if (register is null || (string?)JsonNode.Parse(register)?["issued"] is not { } text || !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var known))
            return ItemOutcome.Absent;
        return day == known ? ItemOutcome.Match : ItemOutcome.Mismatch;
    }

    private static class Sql
    {
        public const string State = "select c.state, c.expires from population.identity_card c where c.person = $1 and c.issued = $2 order by c.recorded_at desc limit 1";
    }
}
