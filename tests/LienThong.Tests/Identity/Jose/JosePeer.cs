using System.Diagnostics;
using System.Text.Json;
using LienThong.Tests.Architecture;

namespace LienThong.Tests.Identity.Jose;

/// <summary>npm <c>jose</c> in a process of its own, asked one question at a time.</summary>
public sealed class JosePeer : IAsyncLifetime
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private Process? node;

    public ValueTask InitializeAsync()
    {
        var script = Path.Combine(TheHouse.Root, "tests", "LienThong.Tests", "Identity", "Jose", "jose-peer.mjs");
        node = Process.Start(new ProcessStartInfo("node", [script, TheHouse.Root]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true });
        return ValueTask.CompletedTask;
    }

    /// <summary>The answer, with <c>ok</c> telling whether the peer agreed.</summary>
    public async Task<JsonElement> Ask(object question)
    {
        await turn.WaitAsync();
        try
        {
            await node!.StandardInput.WriteLineAsync(JsonSerializer.Serialize(question));
            await node.StandardInput.FlushAsync();
            return JsonDocument.Parse(await node.StandardOutput.ReadLineAsync() ?? throw new IOException("jose ended")).RootElement;
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        node!.StandardInput.Close();
        await node.WaitForExitAsync();
        node.Dispose();
    }
}
