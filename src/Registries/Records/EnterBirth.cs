using System.Globalization;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Events;
using LienThong.Kernel.Time;
using LienThong.Population;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Registries.Records;

/// Enters a registered birth in the birth book of the commune: the certificate gets the next number of that office and year.
static class EnterBirth
{
    private const string Book = "births";

    public static async Task On(PersonBorn born, Delivery delivery, CancellationToken ct)
    {
        if (await delivery.Services.GetRequiredService<IRegistries>().Find(Book, ct) is not { } registry) return;
        var db = delivery.Db<RegistriesModule>();
        var day = HanoiTime.DateOf(delivery.At);
        var office = delivery.Services.GetRequiredService<IDirectory>().CommuneBody(born.Commune, CommuneBodyKind.PeoplesCommittee, day)?.Code ?? born.Commune;
        var number = await db.One(Sql.Next, [office, Book, day.Year], r => r.GetInt32(0), ct);
        var values = new Dictionary<FieldCode, string?>
        {
            [new("birth.certificateNo")] = string.Create(CultureInfo.InvariantCulture, $"{number}/{day.Year}"),
            [new("birth.registeredOn")] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            [new("birth.registryOffice")] = office,
        };
        var draft = new RecordDraft(new(born.Person.Value), values, day, null, new(Origin.Decided, born.Document, office));
        var put = await delivery.Services.GetRequiredService<PutRecords>().Put(Caller.Program("registries-births"), registry, [draft], db, ct);
        if (put.Failed) throw new InvalidOperationException($"The birth of dossier {born.Document} could not be entered: {put.Faults[0].Error.Code}.");
    }

    static class Sql
    {
        public const string Next = """
            insert into registries.book_number (office, book, year, last) values ($1, $2, $3, 1)
            on conflict (office, book, year) do update set last = book_number.last + 1
            returning last
            """;
    }
}
