using System.Net;
using LienThong.Identity;
using LienThong.Identity.Security;
using LienThong.Identity.SignIn;

namespace LienThong.Tests.Identity;

public sealed class ThrottleTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    // ahead of the house, whose tidying takes away buckets that have refilled
    private readonly HandClock clock = new() { Now = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(2) };

    [Fact]
    public async Task Five_tries_pass_then_one_every_twelve_minutes()
    {
        var throttle = new Throttle(house.Db<IdentityModule>(), house.Get<Secrets>(), clock);
        Bucket[] login = [Bucket.Login("a.b")];
        for (var i = 0; i < 5; i++) (await throttle.Take(login, default)).ShouldBeNull();

        var hold = (await throttle.Take(login, default))!;
        hold.Wait.ShouldBe(TimeSpan.FromMinutes(12));
        hold.Noted.ShouldBeFalse();
        (await throttle.Take(login, default))!.Noted.ShouldBeTrue("a second refusal right after needs no line in the log");

        clock.Now += TimeSpan.FromMinutes(12) - TimeSpan.FromSeconds(1);
        (await throttle.Take(login, default)).ShouldNotBeNull("refused tries cost nothing and gain nothing");
        clock.Now += TimeSpan.FromSeconds(1);
        (await throttle.Take(login, default)).ShouldBeNull();
        (await throttle.Take(login, default)).ShouldNotBeNull();
        clock.Now += TimeSpan.FromHours(2);
        for (var i = 0; i < 5; i++) (await throttle.Take(login, default)).ShouldBeNull();
        (await throttle.Take(login, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Of_forty_tries_at_once_five_pass()
    {
        var throttle = new Throttle(house.Db<IdentityModule>(), house.Get<Secrets>(), clock);
        var holds = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => throttle.Take([Bucket.Login("song.song")], default)));
        holds.Count(h => h is null).ShouldBe(5);
    }

    [Fact]
    public async Task An_office_behind_one_address_signs_in_all_day_long()
    {
        var throttle = new Throttle(house.Db<IdentityModule>(), house.Get<Secrets>(), clock);
        var source = Bucket.Source(new Visitor("203.0.113.7", ""));
        for (var i = 0; i < 500; i++)
        {
            (await throttle.Take([source], default)).ShouldBeNull();
            await throttle.GiveBack(source, default);
        }
        for (var i = 0; i < source.PerHour; i++) (await throttle.Take([source], default)).ShouldBeNull();
        (await throttle.Take([source], default)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("::1", "::1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    public void A_source_is_one_address_or_the_part_that_one_subscriber_has(string address, string source) =>
        Visitor.SourceOf(IPAddress.Parse(address)).ShouldBe(source);
}
