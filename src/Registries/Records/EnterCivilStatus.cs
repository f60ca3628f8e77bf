using System.Globalization;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Events;
using LienThong.Kernel.Time;
using LienThong.Population;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Registries.Records;

/// Enters a registered birth in the birth book of the commune, and a death in its death book: the certificate gets the next number of that office and year.
static class EnterCivilStatus
{
    public static Task On(PersonBorn born, Delivery delivery, CancellationToken ct) => Enter("births", "birth", (born.Person, born.Commune, born.Document), delivery, ct);

    public static Task On(PersonDied died, Delivery delivery, CancellationToken ct) => Enter("deaths", "death", (died.Person, died.Commune, died.Document), delivery, ct);

    private static async Task Enter(string book, string prefix, (PersonId Person, string? Commune, string Document) act, Delivery delivery, CancellationToken ct)
    {
        if (await delivery.Services.GetRequiredService<IRegistries>().Find(book, ct) is not { } registry) return;
        var db = delivery.Db<RegistriesModule>();
        var day = HanoiTime.DateOf(delivery.At);
        var (number, office) = await BookNumbers.Next(db, delivery.Services.GetRequiredService<IDirectory>(), book, act.Commune, day, ct);
        var values = new Dictionary<FieldCode, string?>
        {
            [new(prefix + ".certificateNo")] = number,
            [new(prefix + ".registeredOn")] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        if (registry.Holds(new(prefix + ".registryOffice")) && office.Length > 0) values[new(prefix + ".registryOffice")] = office;
        var draft = new RecordDraft(new(act.Person.Value), values, day, null, new(Origin.Decided, act.Document, office.Length > 0 ? office : null));
        var put = await delivery.Services.GetRequiredService<PutRecords>().Put(Caller.Program("registries-" + book), registry, [draft], db, ct);
        if (put.Failed) throw new InvalidOperationException($"The act of dossier {act.Document} could not be entered in {book}: {put.Faults[0].Error.Code}.");
    }
}
