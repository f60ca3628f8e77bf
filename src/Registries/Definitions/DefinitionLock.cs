using LienThong.Kernel.Data;

namespace LienThong.Registries.Definitions;

/// Writers of records hold the definition shared until they commit; a publication holds it alone. So no record is written by a version that is no longer live, and none appears
/// between the look at live data and the publication.
static class DefinitionLock
{
    /// First statements of a write. Another version than the one that the records were checked by is a conflict: the caller asks again and is checked by the new one.
    public static IEnumerable<Change> Share(RegistryDefinition registry)
    {
        yield return new(Sql.Share, [registry.Code]) { AnyRows = true };
        yield return new(Sql.StillLive, [registry.Code, registry.Version]) { AnyRows = true };
    }

    public static Task Alone(Db tx, string registry, CancellationToken ct) => tx.Execute(Sql.Alone, [registry], ct);

    static class Sql
    {
        public const string Share = "select pg_advisory_xact_lock_shared(hashtextextended('registries.definition:' || $1, 0))";

        public const string StillLive = "select kernel.expect((select count(*) from registries.definition where code = $1 and version = $2 and state = 'published'))";

        public const string Alone = "select pg_advisory_xact_lock(hashtextextended('registries.definition:' || $1, 0))";
    }
}
