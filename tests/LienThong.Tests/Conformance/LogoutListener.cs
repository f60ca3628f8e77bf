using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LienThong.Tests.Conformance;

/// <summary>The back-channel address of a relying party on this machine, on a port of its own.</summary>
internal sealed class LogoutListener : IAsyncDisposable
{
    private readonly Channel<string> tokens = Channel.CreateUnbounded<string>();
    private readonly WebApplication app;

    public LogoutListener()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/backchannel", async (HttpContext http) =>
        {
            var form = await http.Request.ReadFormAsync();
            await tokens.Writer.WriteAsync(form["logout_token"].ToString());
        });
        app.StartAsync().GetAwaiter().GetResult();
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/backchannel";
    }

    public string Address { get; }

    public async Task<string> Token(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        return await tokens.Reader.ReadAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
