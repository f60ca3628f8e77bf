using System.Diagnostics;
using System.Globalization;

namespace LienThong.Tests.Registries;

/// <summary>A paper to be scanned: what stands on it, how it is printed, how badly it was scanned.</summary>
internal sealed record TestPaper(string Number, string Name, string Certificate, DateOnly Registered, string Office, string Font = "Noto Serif", double Rotation = 0, bool Noise = false, int Blur = 0, int Size = 26, string Ink = "#000");

/// <summary>
/// Prints birth extracts as Chromium draws them, turned, speckled and blurred as asked: no picture stands in the repository. Where Chromium or Tesseract is missing, tests skip with the line that
/// installs them, except in CI, where ./test has installed them.
/// </summary>
internal static class PaperPrinter
{
    private static readonly string? Chromium = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    public static void SkipWithoutTools()
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") return;
        Assert.SkipUnless(LienThong.Registries.Digitisation.OcrTools.Installed, LienThong.Registries.Digitisation.OcrTools.InstallLine);
        Assert.SkipWhen(Chromium is null, "apt-get install -y chromium");
    }

    public static Task<byte[]> Png(TestPaper paper, CancellationToken ct) => Print(paper, "png", ct);

    public static Task<byte[]> Pdf(TestPaper paper, CancellationToken ct) => Print(paper, "pdf", ct);

    /// <summary>By way of a PDF, as scanners do.</summary>
    public static async Task<byte[]> As(TestPaper paper, string kind, CancellationToken ct)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("lienthong-paper-").FullName;
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "in.pdf"), await Pdf(paper, ct), ct);
            await Run(folder, "/usr/bin/pdftoppm", ["-r", "200", "-" + kind, "-f", "1", "-l", "1", "-singlefile", "in.pdf", "out"], ct);
            return await File.ReadAllBytesAsync(System.IO.Directory.EnumerateFiles(folder, "out.*").Single(), ct);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<byte[]> Print(TestPaper paper, string kind, CancellationToken ct)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("lienthong-paper-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "paper.html"), Html(paper), ct);
            var output = Path.Combine(folder, "out." + kind);
            await Run(folder, Chromium!,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-pdf-header-footer", "--user-data-dir=" + folder, "--window-size=1240,1500",
                kind == "png" ? "--screenshot=" + output : "--print-to-pdf=" + output, "paper.html",
            ], ct);
            return await File.ReadAllBytesAsync(output, ct);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Run(string folder, string program, string[] args, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var arg in args) start.ArgumentList.Add(arg);
        using var process = Process.Start(start)!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
    }

    private static string Html(TestPaper p) => string.Create(CultureInfo.InvariantCulture, $$"""
        <!doctype html><meta charset=utf-8><title>Trích lục</title>
        <style>@page{margin:0}body{margin:0;background:#fff;width:1240px;font:{{p.Size}}px "{{p.Font}}";color:{{p.Ink}}}.p{padding:90px;transform:rotate({{p.Rotation}}deg){{(p.Blur > 0 ? $";filter:blur({p.Blur / 10.0}px)" : "")}}}h1{text-align:center;font-size:38px}p{margin:20px 0}
        .n{position:absolute;inset:0;opacity:.35;mix-blend-mode:multiply}</style>
        <div class=p><p style="text-align:center"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br>Độc lập - Tự do - Hạnh phúc</p><h1>TRÍCH LỤC KHAI SINH</h1>
        <p>Số: {{p.Certificate}}</p><p>Họ, chữ đệm, tên: <b>{{p.Name}}</b></p><p>Giới tính: Nữ &emsp;&emsp; Dân tộc: Kinh &emsp;&emsp; Quốc tịch: Việt Nam</p>
        <p>Số định danh cá nhân: {{p.Number}}</p><p>Nơi đăng ký khai sinh: {{p.Office}}</p><p>Ngày, tháng, năm đăng ký: {{p.Registered.Day}} tháng {{p.Registered.Month}} năm {{p.Registered.Year}}</p></div>
        {{(p.Noise ? "<svg class=n width=1240 height=1500><filter id=f><feTurbulence type=fractalNoise baseFrequency=.8 numOctaves=2 seed=4 /><feColorMatrix values='0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 -9 3'/></filter><rect width=1240 height=1500 filter=url(#f) /></svg>" : "")}}
        """);
}
