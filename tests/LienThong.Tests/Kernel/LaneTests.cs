using System.Collections.Concurrent;
using LienThong.Kernel.Data;

namespace LienThong.Tests.Kernel;

public sealed class LaneTests
{
    private static readonly LanePace Quick = new() { InFlight = 2, BatchSize = 10, Patience = TimeSpan.FromMilliseconds(5) }, Patient = Quick with { Patience = TimeSpan.FromHours(1) };

    [Fact]
    public async Task Whatever_comes_while_a_group_is_at_work_goes_together_in_order_and_never_more_than_the_most()
    {
        var (groups, started, release, done) = (new ConcurrentQueue<int[]>(), Promise(), Promise(), Promise());
        var left = 26;
        var lane = new Lane<int>(async group =>
        {
            groups.Enqueue([.. group]);
            started.TrySetResult();
            await release.Task;
            if (Interlocked.Add(ref left, -group.Count) == 0) done.SetResult();
        }, Patient with { BatchSize = 30 }, TimeProvider.System);
        lane.Enqueue(0);
        await started.Task;
        for (var i = 1; i < 26; i++) lane.Enqueue(i);
        groups.Count.ShouldBe(1, "a lone piece leaves at once, the others wait for its end");
        release.SetResult();
        await done.Task;
        groups.Select(g => g.Length).ShouldBe([1, 25]);
        groups.Last().ShouldBe(Enumerable.Range(1, 25));
    }

    [Fact]
    public async Task Behind_a_group_that_takes_long_nobody_waits_also_when_nobody_else_comes()
    {
        var (groups, release) = (new SemaphoreSlim(0), Promise());
        var lane = new Lane<int>(async _ =>
        {
            groups.Release();
            await release.Task;
        }, Quick, TimeProvider.System);
        lane.Enqueue(0);
        await groups.WaitAsync(TestContext.Current.CancellationToken);
        lane.Enqueue(1);
        await groups.WaitAsync(TestContext.Current.CancellationToken); // the first group is still at work
        release.SetResult();
    }

    [Fact]
    public async Task Look_ups_of_many_askers_are_answered_each_with_its_own_and_share_queries()
    {
        var queries = 0;
        var lookUp = new LookUp<int, int>(async keys =>
        {
            Interlocked.Increment(ref queries);
            keys.Count.ShouldBeLessThanOrEqualTo(10);
            keys.ShouldBeUnique();
            await Task.Yield();
            return keys.Where(k => k % 7 != 0).ToDictionary(k => k, k => k * 2);
        }, Quick, TimeProvider.System);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5_000).Select(i => Task.Run(() => lookUp.Find(i % 500, TestContext.Current.CancellationToken))));
        answers.Select((answer, i) => answer == (i % 500 % 7 == 0 ? null : i % 500 * 2)).ShouldAllBe(right => right);
        queries.ShouldBeLessThan(5_000);
    }

    [Fact]
    public async Task A_look_up_that_fails_fails_for_those_who_waited_for_it_and_not_for_the_next()
    {
        var fail = true;
        var lookUp = new LookUp<int, int>(keys => fail ? throw new TimeoutException() : Task.FromResult<IReadOnlyDictionary<int, int>>(keys.ToDictionary(k => k)), Quick, TimeProvider.System);
        await Should.ThrowAsync<TimeoutException>(() => lookUp.Find(1, TestContext.Current.CancellationToken));
        fail = false;
        (await lookUp.Find(1, TestContext.Current.CancellationToken)).ShouldBe(1);
        await Should.ThrowAsync<OperationCanceledException>(() => lookUp.Find(2, new CancellationToken(canceled: true)));
    }

    private static TaskCompletionSource Promise() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
