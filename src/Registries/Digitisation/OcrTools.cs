using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace LienThong.Registries.Digitisation;

/// <summary>
/// Tesseract and Poppler of the system. Both read files of strangers, so each runs as a process of its own: no shell, an empty environment, bounded memory, processor time, file size and
/// patience, and only the folder that is removed afterwards.
/// </summary>
internal static class OcrTools
{
    /// <summary>What to type where they are missing.</summary>
    public const string InstallLine = "apt-get install -y tesseract-ocr tesseract-ocr-vie poppler-utils";

    private const long MostMemory = 2L << 30, MostFile = 256L << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string[] Needed = ["/usr/bin/tesseract", "/usr/bin/pdftoppm", "/usr/bin/prlimit"];

    /// <summary>True when scans can be read here.</summary>
    public static bool Installed => Needed.All(File.Exists) && System.IO.Directory.Exists("/usr/share/tesseract-ocr")
        && System.IO.Directory.EnumerateFiles("/usr/share/tesseract-ocr", "vie.traineddata", SearchOption.AllDirectories).Any();

    /// <summary>Runs one tool in a folder. False when it failed or ran out of its limits: the file is at fault, never the program.</summary>
    public static async Task<bool> Run(string folder, string tool, IReadOnlyList<string> args, CancellationToken ct)
    {
        var start = new ProcessStartInfo("/usr/bin/prlimit")
        {
            WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var limit in new[] { Limit("as", MostMemory), Limit("cpu", 240), Limit("fsize", MostFile), "--core=0", "--", "/usr/bin/" + tool }) start.ArgumentList.Add(limit);
        foreach (var arg in args) start.ArgumentList.Add(arg);
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        start.Environment["TMPDIR"] = folder;
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(Patience);
            var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
                ct.ThrowIfCancellationRequested();
            }
            await said;
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static string Limit(string what, long most) => string.Create(CultureInfo.InvariantCulture, $"--{what}={most}");
}
