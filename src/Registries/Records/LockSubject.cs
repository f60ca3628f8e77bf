using LienThong.Kernel.Events;
using LienThong.Population;

namespace LienThong.Registries.Records;

/// Locks the records of a person who died. They stay as they are; a source tells that they are locked, and the broker lets only agreements read them that say so.
static class LockSubject
{
    public static Task On(PersonDied died, Delivery delivery, CancellationToken ct) =>
        delivery.Db<RegistriesModule>().Execute(Sql.Lock, [died.Person.Value, delivery.At, died.Document], ct);

    static class Sql
    {
        public const string Lock = "insert into registries.locked_subject (subject, locked_at, document) values ($1, $2, $3) on conflict (subject) do nothing";
    }
}
