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
        await Put(registry, new(new(act.Person.Value), values, day, null, new(Origin.Decided, act.Document, office.Length > 0 ? office : null)), delivery, ct);
    }

    /// <summary>Enters what an act decided, as the program that keeps the book; throws when the register refuses it, so that the news is delivered again.</summary>
    public static async Task Put(RegistryDefinition registry, RecordDraft draft, Delivery delivery, CancellationToken ct)
    {
        var put = await delivery.Services.GetRequiredService<PutRecords>().Put(Caller.Program("registries-" + registry.Code), registry, [draft], delivery.Db<RegistriesModule>(), ct);
        if (put.Failed) throw new InvalidOperationException($"The act {draft.Provenance.Document} could not be entered in {registry.Code}: {put.Faults[0].Error.Code}.");
    }
}
