using System.Globalization;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Events;
using LienThong.Kernel.Time;
using LienThong.Population;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Registries.Records;

/// <summary>
/// Enters a registered marriage in the marriage book of the commune, once for each of the two under one number; a divorce ends the record on the day before it takes effect. News of one person comes
/// in order, so the divorce finds what the marriage entered. Law on Civil Status 60/2014 art. 17-18, 30.
/// </summary>
static class EnterMarriage
{
    private const string Book = "marriages";
    private static readonly FieldCode Certificate = new("marriage.certificateNo"), Registered = new("marriage.registeredOn"), Office = new("marriage.registryOffice"),
        SpouseName = new("marriage.spouseName"), SpouseNumber = new("marriage.spouseNumber"), Decision = new("divorce.decisionNo"), Effective = new("divorce.effectiveOn");

    public static async Task On(PersonMarried married, Delivery delivery, CancellationToken ct)
    {
        // news from before the names were told
        if (married.SpouseName is null || await delivery.Services.GetRequiredService<IRegistries>().Find(Book, ct) is not { } registry) return;
        var db = delivery.Db<RegistriesModule>();
        var directory = delivery.Services.GetRequiredService<IDirectory>();
        var day = HanoiTime.DateOf(delivery.At);
        var commune = directory.TerritoryOf(married.Agency, day).Area is { Length: 5 } area ? area : null;
        var known = await db.One(Sql.OfSpouse, [Book, married.Spouse.Value, married.MarriedOn, married.Document], r => (Number: r.GetString(0), Office: r.TextOrNull(1) ?? ""), ct);
        var (number, office) = known.Number is null ? await BookNumbers.Next(db, directory, Book, commune, day, ct) : known;
        var values = new Dictionary<FieldCode, string?>
        {
            [Certificate] = number, [Registered] = Iso(married.MarriedOn), [SpouseName] = married.SpouseName, [SpouseNumber] = married.SpouseNumber, [Office] = office.Length > 0 ? office : null,
        };
        await Put(registry, married.Person, values, (married.MarriedOn, null), new(Origin.Decided, married.Document, office.Length > 0 ? office : null), delivery, ct);
    }

    public static async Task On(PersonDivorced divorced, Delivery delivery, CancellationToken ct)
    {
        if (await delivery.Services.GetRequiredService<IRegistries>().Find(Book, ct) is not { } registry) return;
        // a marriage that stands in a paper book only has nothing to end
        var standing = await delivery.Db<RegistriesModule>().One(Sql.Standing, [Book, divorced.Person.Value, divorced.On], r => (Key: r.GetString(0), From: r.Date(1)), ct);
        if (standing.Key is null) return;
        var last = divorced.On > standing.From ? divorced.On.AddDays(-1) : divorced.On;
        var values = new Dictionary<FieldCode, string?> { [Certificate] = standing.Key, [Decision] = divorced.Document, [Effective] = Iso(divorced.On) };
        await Put(registry, divorced.Person, values, (standing.From, last), new(Origin.Decided, divorced.Document), delivery, ct);
    }

    private static async Task Put(
        RegistryDefinition registry, PersonId person, Dictionary<FieldCode, string?> values, (DateOnly From, DateOnly? To) valid, Provenance provenance, Delivery delivery, CancellationToken ct)
    {
        foreach (var field in values.Keys.Where(f => !registry.Holds(f)).ToList()) values.Remove(field);
        await EnterCivilStatus.Put(registry, new(new(person.Value), values, valid.From, valid.To, provenance), delivery, ct);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static class Sql
    {
        /// The number that the same act gave to the other one.
        public const string OfSpouse = """
            select r.key, r.provenance -> '*' ->> 'agency' from registries.record r
            where r.registry = $1 and r.subject = $2 and lower(r.valid) = $3 and r.provenance -> '*' ->> 'document' = $4
            limit 1
            """;

        public const string Standing = """
            select r.key, lower(r.valid) from registries.record r
            where r.registry = $1 and r.subject = $2 and lower(r.valid) <= $3 and (upper_inf(r.valid) or upper(r.valid) > $3)
            order by lower(r.valid) desc
            limit 1
            """;
    }
}
