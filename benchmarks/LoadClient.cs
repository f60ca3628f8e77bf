using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LienThong.Bench;

/// <summary>
/// A client that costs little: one socket a worker, prepared request bytes, answers read by their length only. A costly client would take the processor from
/// both sides and make every ratio look better than it is.
/// </summary>
sealed class LoadClient(int port, Func<Guid, string> request, IReadOnlyList<Guid> subjects)
{
    /// <summary>Requests a second over so many connections; every answer must have status 200.</summary>
    public async Task<Rate> Run(int connections, TimeSpan time)
    {
        using var stop = new CancellationTokenSource(time);
        var watch = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, connections).Select(i => Task.Run(() => Work(i, connections, stop.Token))).ToArray();
        var all = (await Task.WhenAll(workers)).SelectMany(l => l).ToArray();
        Array.Sort(all);
        return new Rate(all.Length / watch.Elapsed.TotalSeconds, At(all, 0.5), At(all, 0.99));
    }

    private static double At(float[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[(int)(sorted.Length * share)];

    private async Task<List<float>> Work(int worker, int workers, CancellationToken stop)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), CancellationToken.None);
        var times = new List<float>(20_000);
        var buffer = new byte[16 * 1024];
        // One prepared request; only the 36 letters of the subject change.
        var bytes = Encoding.ASCII.GetBytes(request(subjects[0]));
        var at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(subjects[0].ToString()));
        for (long i = worker; !stop.IsCancellationRequested; i += workers)
        {
            subjects[(int)(i * 7919 % subjects.Count)].TryFormat(bytes.AsSpan(at), out _);
            var start = Stopwatch.GetTimestamp();
            await socket.SendAsync(bytes, CancellationToken.None);
            await Answer(socket, buffer);
            times.Add((float)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return times;
    }

    private static async Task Answer(Socket socket, byte[] buffer)
    {
        var have = 0;
        while (true)
        {
            var got = await socket.ReceiveAsync(buffer.AsMemory(have), CancellationToken.None);
            if (got == 0) throw new IOException("the server closed the connection");
            have += got;
            if (IsWhole(buffer.AsSpan(0, have))) return;
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        if (!answer.StartsWith("HTTP/1.1 200"u8)) throw new InvalidOperationException(Encoding.UTF8.GetString(answer));
        var length = answer[..head].IndexOf("Content-Length: "u8);
        if (length < 0) return answer.EndsWith("0\r\n\r\n"u8); // chunked
        var digits = answer[(length + 16)..];
        var size = int.Parse(digits[..digits.IndexOf("\r\n"u8)], System.Globalization.CultureInfo.InvariantCulture);
        return answer.Length >= head + 4 + size;
    }
}

/// <summary>Requests a second, and times in milliseconds.</summary>
readonly record struct Rate(double PerSecond, double Median, double P99)
{
    /// <summary>What it took, client included.</summary>
    public CpuUse Cpu { get; init; }
}
