using System.Collections.Concurrent;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Events;
using LienThong.Kernel.Modules;
using LienThong.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LienThong.Tests.Kernel;

public sealed record Probed(string Subject, int Number) : IEvent
{
    public static string EventType => "kernel.probed";
}

public sealed class OutboxTests(TestHouse house) : IClassFixture<TestHouse>
{
    private readonly Caller caller = Caller.Program("test");

    [Fact]
    public async Task Events_of_one_subject_arrive_in_order_and_once_although_writers_race()
    {
        var seen = new ConcurrentQueue<Probed>();
        var dispatcher = Dispatcher("race", (e, _, _) =>
        {
            seen.Enqueue(e);
            return Task.CompletedTask;
        });
        await dispatcher.Drain(default);
        var db = house.Db<KernelModule>();

        var writers = Enumerable.Range(0, 8).Select(async subject =>
        {
            for (var n = 0; n < 25; n++) await db.Write(caller, [], [new Probed($"race-{subject}", n)], default);
        });
        var readers = Enumerable.Range(0, 2).Select(async _ =>
        {
            for (var i = 0; i < 10; i++) await dispatcher.Drain(default);
        });
        await Task.WhenAll([.. writers, .. readers]);
        await dispatcher.Drain(default);

        foreach (var subject in seen.Where(e => e.Subject.StartsWith("race-")).GroupBy(e => e.Subject))
        {
            subject.Select(e => e.Number).ShouldBe(Enumerable.Range(0, 25));
        }
        seen.Count(e => e.Subject.StartsWith("race-")).ShouldBe(200);
    }

    [Fact]
    public async Task A_failing_event_holds_back_only_its_own_subject_and_what_its_handler_wrote_is_undone()
    {
        var db = house.Db<KernelModule>();
        await using (var table = house.Databases.Owner.CreateCommand("create table kernel.effect (n int); grant all on kernel.effect to lienthong_kernel"))
        {
            await table.ExecuteNonQueryAsync();
        }
        var dispatcher = Dispatcher("failing", async (e, delivery, ct) =>
        {
            if (!e.Subject.StartsWith("f-")) return;
            await delivery.Db<KernelModule>().Execute("insert into kernel.effect (n) values ($1)", [e.Number], ct);
            if (e.Subject == "f-bad") throw new InvalidOperationException("poison");
        });
        await db.Write(caller, [], [new Probed("f-bad", 1), new Probed("f-bad", 2), new Probed("f-good", 3)], default);

        await dispatcher.Drain(default);

        var effects = await db.Many("select n from kernel.effect order by n", [], r => r.GetInt32(0), default);
        effects.ShouldBe([3]);
        await using var failure = house.Databases.Owner.CreateCommand("select attempts from kernel.delivery_failure where subscriber = 'failing'");
        (await failure.ExecuteScalarAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task An_event_is_never_told_when_its_change_was_refused()
    {
        var db = house.Db<KernelModule>();
        var nothing = new Change("update kernel.subscriber set types = types where name = $1", ["nobody"]);

        (await db.Write(caller, [nothing], [new Probed("refused", 1)], default)).Failed.ShouldBeTrue();

        (await db.One("select count(*) from kernel.outbox where subject = $1", ["refused"], r => r.GetInt64(0), default)).ShouldBe(0);
    }

    private EventDispatcher Dispatcher(string name, Func<Probed, Delivery, CancellationToken, Task> handle)
    {
        var subscriptions = new List<Subscription>();
        new ModuleNews("kernel", subscriptions, []).On(name, handle);
        return new EventDispatcher(house.Databases, new SubscriptionList(subscriptions), house.Get<IServiceScopeFactory>(), TimeProvider.System, NullLogger<EventDispatcher>.Instance);
    }
}
