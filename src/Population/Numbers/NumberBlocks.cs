using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Population.Persons;
using LienThong.Population.Registrations;

namespace LienThong.Population.Numbers;

/// <summary>The contract, use case by use case.</summary>
internal sealed class NumberBlocks(RegistrationDesk desk, Db<PopulationModule> db, HouseOptions house, IDirectory directory, TimeProvider clock) : INumberBlocks
{
    public Task<Result<NumberBlock>> Take(Caller caller, NumberBlockRequest request, CancellationToken ct) => new TakeBlock(desk, house, directory).Handle(caller, request, ct);

    public Task<Result<BlockReconciled>> Reconcile(Caller caller, BlockReconciliation reconciliation, CancellationToken ct) =>
        new ReconcileBlock(db, new RegisterBirth(desk, clock, house, directory), house, clock).Handle(caller, reconciliation, ct);

    public async Task<IReadOnlyList<BlockState>> BlocksOf(string commune, CancellationToken ct) => await db.Many(Sql.Blocks, [commune], static r => new BlockState(
        r.GetGuid(0), r.GetString(1), r.GetInt32(2), r.GetInt32(3), r.Instant(4), r.InstantOrNull(5)), ct);

    private static class Sql
    {
        public const string Blocks = """
            select b.id, b.commune, cardinality(b.ordinals), (select count(*)::integer from population.offline_use u where u.block = b.id), b.taken_at, b.closed_at
            from population.offline_block b where b.commune = $1 order by b.taken_at desc limit 100
            """;
    }
}
