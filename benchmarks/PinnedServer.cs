using System.Diagnostics;
using System.Globalization;

namespace LienThong.Bench;

/// <summary>A server in a process of its own, on one core where the machine has two or more; the driver and PostgreSQL keep to the others.</summary>
sealed class PinnedServer : IAsyncDisposable
{
    private readonly Process process;

    private PinnedServer(Process process, string address) => (this.process, Address) = (process, address);

    public string Address { get; }

    public double CpuSeconds
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    public double ResidentMegabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Starts a program and waits for a line of it that holds an address.</summary>
    public static async Task<PinnedServer> Start(string program, string[] words, Dictionary<string, string> environment, CancellationToken ct)
    {
        var pin = CanPin();
        var start = new ProcessStartInfo(pin ? "taskset" : program, pin ? ["-c", "0", program, .. words] : words) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            var at = line.IndexOf("http://", StringComparison.Ordinal);
            if (at < 0) continue;
            _ = process.StandardOutput.ReadToEndAsync(ct);
            return new PinnedServer(process, line[at..].Split(' ')[0]);
        }
        throw new InvalidOperationException($"{program} ended before it listened.");
    }

    /// <summary>Keeps this program, what it starts from now on, and PostgreSQL away from the core of the servers.</summary>
    public static void StandAside(string folder)
    {
        if (!CanPin()) return;
        var postmaster = Path.Combine(folder, "postgres", "postmaster.pid");
        Pin(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        if (File.Exists(postmaster)) Pin(File.ReadLines(postmaster).First());
    }

    private static void Pin(string process)
    {
        var start = new ProcessStartInfo("taskset", ["-apc", "1-" + (Environment.ProcessorCount - 1).ToString(CultureInfo.InvariantCulture), process]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var pin = Process.Start(start)!;
        pin.StandardOutput.ReadToEnd();
        pin.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        using (var end = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) await end.WaitForExitAsync();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static bool CanPin() => Environment.ProcessorCount > 1 && File.Exists("/usr/bin/taskset");
}
