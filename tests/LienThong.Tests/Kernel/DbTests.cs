using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Population;
using LienThong.Tests.Fixture;
using Npgsql;

namespace LienThong.Tests.Kernel;

public sealed class DbTests(TestHouse house) : IClassFixture<TestHouse>
{
    private readonly Caller caller = Caller.Program("test");

    [Fact]
    public async Task A_module_works_under_its_own_role_and_cannot_touch_the_schema_of_another()
    {
        var db = house.Db<PopulationModule>();

        var role = await db.One("select current_user::text", [], r => r.GetString(0), default);
        role.ShouldBe("lienthong_population");

        var crossing = await Should.ThrowAsync<PostgresException>(() => db.Many("select module from kernel.content", [], r => r.GetString(0), default));
        crossing.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_write_whose_change_touches_no_row_is_a_conflict_and_nothing_is_written()
    {
        await House(x => x.Execute("create table kernel.probe (id int primary key, version int not null)", [], default));
        var db = house.Db<KernelModule>();
        var grown = new Change("insert into kernel.probe (id, version) values ($1, $2)", [1, 1]);
        var stale = new Change("update kernel.probe set version = version + 1 where id = $1 and version = $2", [1, 7]);

        var refused = await db.Write(caller, [grown, stale], [], default);

        refused.Failed.ShouldBeTrue();
        refused.Faults[0].Error.ShouldBe(KernelErrors.Conflict);
        (await db.One("select count(*) from kernel.probe", [], r => r.GetInt64(0), default)).ShouldBe(0);

        async Task House(Func<Owner, Task> work) => await work(new Owner(house.Databases));
    }

    private sealed record Owner(Databases Databases)
    {
        public async Task Execute(string sql, object?[] args, CancellationToken ct)
        {
            await using var command = Databases.Owner.CreateCommand(sql);
            args.ShouldBeEmpty();
            await command.ExecuteNonQueryAsync(ct);
            await using var grant = Databases.Owner.CreateCommand("grant all on kernel.probe to lienthong_kernel");
            await grant.ExecuteNonQueryAsync(ct);
        }
    }
}
