using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Events;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Tests.Fixture;
using LienThong.Web.Start;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Tests.Kernel;

public sealed class GateTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task An_unknown_address_of_the_API_answers_404_without_telling_more()
    {
        var answer = await house.Anonymous().GetAsync("/api/nothing/v1/here");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        var answer = await house.Anonymous().GetAsync("/health/ready");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_key_and_body_give_one_effect_and_the_same_answer_and_another_body_is_refused()
    {
        await using var probe = await Probe.Start(house);
        var caller = TestCaller.Official("H05", "probe");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => probe.Post(caller, new { n = 1 }, "key-00000001")));
        var first = answers.First(a => a.StatusCode == HttpStatusCode.OK);
        var repeat = await probe.Post(caller, new { n = 1 }, "key-00000001");
        var changed = await probe.Post(caller, new { n = 2 }, "key-00000001");
        var missing = await probe.Post(caller, new { n = 1 }, "");

        Probe.Effects.ShouldBe(1);
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK || a.StatusCode == HttpStatusCode.Conflict);
        (await repeat.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        changed.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Code(changed)).ShouldBe("KRN-0010");
        (await Code(missing)).ShouldBe("KRN-0009");
    }

    [Fact]
    public async Task A_caller_without_the_scope_is_refused_and_a_stranger_must_sign_in()
    {
        await using var probe = await Probe.Start(house);
        (await probe.Post(TestCaller.Official("H05", "other"), new { n = 1 }, "key-00000002")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await probe.Post(null, new { n = 1 }, "key-00000003")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<string?> Code(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    /// <summary>A second application on the same database with one creating endpoint.</summary>
    private sealed class Probe(WebApplication app, string address) : IAsyncDisposable
    {
        private static int effects;

        public static int Effects => effects;

        public static async Task<Probe> Start(TestHouse house)
        {
            Interlocked.Exchange(ref effects, 0);
            var app = WebHost.Build(new RunOptions(0, Path.GetTempPath(), Demo: true, 1_000, house.Connection), house.Connection, s => s.AddSingleton<ICallerSource, TestCallers>());
            app.MapPost("/api/probe", async (Body body, Caller caller, Db<KernelModule> db, CancellationToken ct) =>
            {
                Interlocked.Increment(ref effects);
                await Task.Delay(50, ct);
                var done = await db.Write(caller, [], [new Probed("probe", body.N)], ct);
                return done.Failed ? (IResult)done : Results.Ok(new { body.N, Id = Guid.CreateVersion7() });
            }).Requires("probe").Idempotent();
            await app.StartAsync();
            return new Probe(app, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        }

        public async Task<HttpResponseMessage> Post(Caller? caller, object body, string key)
        {
            using var client = new HttpClient { BaseAddress = new Uri(address) };
            if (caller is not null) client.DefaultRequestHeaders.Add(TestCallers.Header, TestCallers.Register(caller));
            return await client.PostOnce("/api/probe", body, key);
        }

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        public sealed record Body(int N);
    }
}
