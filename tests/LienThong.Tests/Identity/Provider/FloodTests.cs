using System.Net;
using System.Text.Json;
using LienThong.Identity;
using LienThong.Identity.Provider;
using LienThong.Identity.Security;
using LienThong.Tests.Fixture;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace LienThong.Tests.Identity.Provider;

/// <summary>Whoever proves nothing is slowed down; whoever proves itself never is; a failure of ours is told in JSON.</summary>
public sealed class FloodTests(ProviderHouse house) : IClassFixture<ProviderHouse>
{
    private static readonly IdentityOptions Few = new() { FailuresPerMinute = 5, StrangersPerMinute = 5 };

    [Fact]
    public void A_source_that_fails_again_and_again_waits_and_its_neighbour_does_not()
    {
        using var floods = new Floods(Few);
        var (guesser, neighbour) = (From("192.0.2.1"), From("192.0.2.2"));
        floods.AfterFailures(guesser).ShouldBeNull("nothing failed yet");
        Enumerable.Range(0, 1_000).TakeWhile(_ => !floods.CountFailure(guesser)).Count().ShouldBeLessThan(1_000);
        floods.AfterFailures(guesser)!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        floods.AfterFailures(neighbour).ShouldBeNull();
    }

    [Fact]
    public void Strangers_are_counted_by_source()
    {
        using var floods = new Floods(Few);
        Enumerable.Range(0, 1_000).TakeWhile(_ => floods.CountStranger(From("2001:db8::1")) is null).Count().ShouldBeLessThan(1_000);
        floods.CountStranger(From("2001:db8:1::1")).ShouldBeNull();
    }

    [Fact]
    public async Task Wrong_secrets_end_in_429_with_the_seconds_to_wait_and_a_row_for_the_administrator()
    {
        using var browser = house.NewBrowser();
        HttpResponseMessage answer;
        do
        {
            var ask = new HttpRequestMessage(HttpMethod.Post, "/oidc/token") { Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", "nobody"), new("client_secret", "x")]) };
            answer = await browser.Send(ask);
        }
        while (answer.StatusCode == HttpStatusCode.Unauthorized);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetString().ShouldBe("temporarily_unavailable");
        (await house.Db<IdentityModule>().One("select count(*) from identity.security_event where kind = $1 and detail = 'oidc'", [SecurityEventKind.Throttled], r => r.GetInt64(0), default)).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(true, 503, "temporarily_unavailable")]
    [InlineData(false, 500, "server_error")]
    public async Task A_failure_of_ours_is_told_in_the_words_of_OAuth_and_without_its_details(bool database, int status, string word)
    {
        using var floods = new Floods(Few);
        var gate = new MachineGate(floods, house.Get<SecurityLog>(), NullLogger<MachineGate>.Instance);
        var http = From("192.0.2.1");
        using var body = new MemoryStream();
        http.Response.Body = body;
        http.RequestServices = house.Services;
        Exception failure = database ? new NpgsqlException("secret words") : new InvalidOperationException("secret words");

        await gate.InvokeAsync(EndpointFilterInvocationContext.Create(http), _ => throw failure);

        http.Response.StatusCode.ShouldBe(status);
        using var told = JsonDocument.Parse(body.ToArray());
        told.RootElement.GetProperty("error").GetString().ShouldBe(word);
        told.RootElement.GetRawText().ShouldNotContain("secret words");
    }

    private static DefaultHttpContext From(string address) => new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
}
