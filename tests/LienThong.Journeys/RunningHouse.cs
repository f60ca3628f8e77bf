using System.Diagnostics;
using LienThong.Journeys;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(RunningHouse))]

namespace LienThong.Journeys;

/// <summary>
/// The program as a visitor starts it (its own process, private PostgreSQL, synthetic people), and Debian's Chromium.
/// Where Chromium is missing the journeys are skipped with the line that installs it.
/// </summary>
public sealed class RunningHouse : IAsyncLifetime
{
    private readonly string data = Path.Combine(Path.GetTempPath(), "lienthong-journeys-" + Guid.CreateVersion7().ToString("N")[..16]);
    private Process? program;
    private Task? log;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public string Address { get; private set; } = "";

    /// <summary>Where screenshots of every page state go: evidence for people.</summary>
    public string Screenshots { get; } = Path.Combine(Root(), "artifacts", "screenshots");

    public async ValueTask InitializeAsync()
    {
        if (Chromium() is not { } chromium) return;
        System.IO.Directory.CreateDirectory(Screenshots);
        program = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(Root(), "artifacts/bin/LienThong.Web/release/lienthong.dll"), "run", "--port", "0", "--data", data, "--people", "5000"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = Root(),
        })!;
        while (await program.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("http://", StringComparison.Ordinal)) Address = line[line.IndexOf("http://", StringComparison.Ordinal)..].Split(' ')[0].TrimEnd('/');
            if (Address.Length > 0) break;
        }
        if (Address.Length == 0) throw new InvalidOperationException("The program ended before it served.");
        log = Keep(program.StandardOutput);
        Assertions.SetDefaultExpectTimeout(60_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    /// <summary>A browser of its own for one visitor: phone-sized unless told otherwise.</summary>
    public async Task<IPage> Visit(bool script, int width = 390, int height = 844)
    {
        Assert.SkipWhen(browser is null, "Chromium is missing: apt-get install -y chromium");
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address,
            JavaScriptEnabled = script,
            Locale = "vi-VN",
            TimezoneId = "Asia/Ho_Chi_Minh",
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        playwright?.Dispose();
        if (program is { HasExited: false })
        {
            // TERM, not INT: a runner that was started in the background passes on that INT is ignored.
            using (var end = Process.Start("kill", ["-TERM", program.Id.ToString()])) await end.WaitForExitAsync();
            await program.WaitForExitAsync();
            await log!;
        }
        if (System.IO.Directory.Exists(data)) System.IO.Directory.Delete(data, recursive: true);
    }

    // What the program says after it serves, beside the screenshots: a page that failed is explained there.
    private async Task Keep(StreamReader output)
    {
        await using var file = File.CreateText(Path.Combine(Screenshots, "program.log"));
        while (await output.ReadLineAsync() is { } line)
        {
            await file.WriteLineAsync(line);
            if (line.StartsWith("fail:", StringComparison.Ordinal)) Console.WriteLine(line);
        }
    }

    private static string? Chromium() => new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LienThong.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
