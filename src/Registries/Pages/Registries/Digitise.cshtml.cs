using System.Globalization;
using LienThong.Kernel.Access;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Registries.Digitisation;
using LienThong.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Registries.Pages;

/// <summary>Progress of digitisation in all registers, and for one register: send scans, take the next one, see what became of them.</summary>
[Requires(RegistryScopes.Write)]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
internal sealed class DigitisePage(IRegistries registries, ScanRights rights, ScanQueue queue, ReceiveScans receive, DigitisedShare measure, TimeProvider clock) : PageModel
{
    private const long MostBytes = (long)ReceiveScans.MostFiles * ReceiveScans.MostMegabytes * 1024 * 1024;

    public static bool ToolsInstalled => OcrTools.Installed;

    public static string InstallLine => OcrTools.InstallLine;

    public RegistryDefinition? Registry { get; private set; }

    public string? Done { get; private set; }

    public string Share { get; private set; } = "";

    public IReadOnlyList<(RegistryDefinition Registry, ScanProgress Progress)> Rows { get; private set; } = [];

    public IReadOnlyList<(Guid Id, string Name, string State, DateTimeOffset At, string? Reason)> Newest { get; private set; } = [];

    public async Task<IActionResult> OnGet(string? registry, string? done, CancellationToken ct)
    {
        Done = done is "sent" or "done" or "second" or "third" or "none" or "refused" ? done : null;
        return await Load(registry, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPost(string registry, List<IFormFile> files, CancellationToken ct)
    {
        if (!await Load(registry, ct)) return NotFound();
        List<SentFile> sent = [];
        foreach (var file in files.Take(ReceiveScans.MostFiles + 1))
        {
            using var memory = new MemoryStream();
            await file.CopyToAsync(memory, ct);
            sent.Add(new(file.FileName, memory.ToArray()));
        }
        var received = await receive.Handle(HttpContext.Caller(), registry, sent, ct);
        return received.Failed ? this.Refused(received.Faults) : Redirect($"/registries/digitise/{registry}?done=sent");
    }

    public async Task<IActionResult> OnPostNext(string registry, CancellationToken ct)
    {
        if (ScanRights.Refusal(HttpContext.Caller()) is { } refusal) return await Load(registry, ct) ? this.Refused(refusal) : NotFound();
        return await queue.Next(HttpContext.Caller(), registry, null, ct) is { } scan ? Redirect($"/registries/digitise/{registry}/{scan}") : Redirect($"/registries/digitise/{registry}?done=none");
    }

    public static string StateWord(string state) => state switch
    {
        "waiting" or "reading" => "Chờ máy đọc", "open" => "Chờ người thứ nhất", "second" => "Chờ người thứ hai", "third" => "Chờ người thứ ba", "done" => "Đã vào sổ", "refused" => "Không dùng được", _ => "Không đọc được",
    };

    public static string DoneWord(string done) => done switch
    {
        "sent" => "Đã nhận các bản quét. Máy đọc lần lượt, thường dưới một phút.", "done" => "Bản ghi đã vào sổ, có chữ ký của bạn.", "second" => "Đã lưu. Bản quét chờ người thứ hai.",
        "third" => "Hai người gõ khác nhau. Bản quét chờ người thứ ba quyết định.", "refused" => "Đã bỏ bản quét.", _ => "Không còn bản quét nào chờ bạn.",
    };

    private async Task<bool> Load(string? code, CancellationToken ct)
    {
        var agency = HttpContext.Caller().Agency ?? "";
        if (code is null)
        {
            var progress = (await queue.Progress(agency, ct)).ToDictionary(p => p.Registry, StringComparer.Ordinal);
            List<(RegistryDefinition, ScanProgress)> rows = [];
            foreach (var kept in await registries.All(ct))
            {
                if (!(await rights.For(HttpContext.Caller(), kept.Code, ct)).Failed) rows.Add((kept, progress.GetValueOrDefault(kept.Code) ?? new(kept.Code, 0, 0, 0, 0, 0, 0, 0, null)));
            }
            Rows = rows;
            var today = clock.Today();
            var share = await measure.Evaluate(DigitisedShare.Code, new MeasureScope(new(today.Year, 1, 1), today, agency, null), ct);
            Share = share.Denominator == 0 ? "–" : string.Create(CultureInfo.CurrentCulture, $"{100.0 * share.Numerator / share.Denominator:0.#} % ({share.Numerator:N0} / {share.Denominator:N0})");
            return true;
        }
        var allowed = await rights.For(HttpContext.Caller(), code, ct);
        if (allowed.Failed) return false;
        Registry = allowed.Value;
        Newest = await queue.Newest(agency, code, ct);
        return true;
    }
}
