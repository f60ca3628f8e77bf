using LienThong.Kernel.Data;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Identity.Keys;

/// <summary><c>./lienthong key list|rotate</c>: the signing keys of the OpenID provider, for operators. The program rotates them by itself every 90 days.</summary>
/// <remarks>Exit codes: 0 done, 2 wrong use. With <c>--json</c> one object stands on standard output. A rotation stands in the security log.</remarks>
public static class KeyVerbs
{
    /// <summary>How to use the verbs.</summary>
    public const string Usage = """
        Cách dùng:
          ./lienthong key list [--json]                 khóa ký, khóa nào đang dùng, khóa nào công bố đến khi nào
          ./lienthong key rotate [--at-once] [--json]   công bố khóa mới, dùng sau 24 giờ; --at-once: dùng ngay, khi khóa cũ bị lộ
        """;

    /// <summary>Runs the words after <c>key</c>; the services are opened only when the words make sense.</summary>
    public static async Task<int> Run(IReadOnlyList<string> words, Func<CancellationToken, Task<IServiceProvider>> open, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var json = words.Contains("--json");
        var plain = words.Where(w => w != "--json").ToList();
        if (plain is not (["list"] or ["rotate"] or ["rotate", "--at-once"]))
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }
        var rotate = (await open(ct)).GetRequiredService<RotateKeys>();
        if (plain[0] == "rotate") await rotate.Now(atOnce: plain.Count == 2, ct);
        var keys = await rotate.List(ct);
        if (json) await output.WriteLineAsync(Json.Text(new { keys }));
        else
        {
            foreach (var key in keys)
                await output.WriteLineAsync($"{key.Algorithm,-6} {key.Id}  ký từ {key.SignsFrom:yyyy-MM-dd HH:mm}Z{(key.PublishedUntil is { } until ? $", công bố đến {until:yyyy-MM-dd HH:mm}Z" : "")}");
        }
        return 0;
    }
}
