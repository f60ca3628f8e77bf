using LienThong.Kernel;

namespace LienThong.Web.Start;

/// <summary>
/// The command line. Every verb exits with 0 (done), 1 (refused, with the reason) or 2 (wrong use); with <c>--json</c> exactly one JSON
/// object goes to standard output and everything else to standard error.
/// </summary>
static class Cli
{
    /// <summary>A verb: its words, what it does, and the work.</summary>
    private sealed record Verb(string Words, string Vi, Func<IReadOnlyList<string>, CancellationToken, Task<int>> Work);

    private static readonly Verb[] Verbs =
    [
        new("run", "khởi động hệ thống", Serve.Run),
    ];

    public static async Task<int> Run(IReadOnlyList<string> args, CancellationToken ct)
    {
        foreach (var verb in Verbs.OrderByDescending(v => v.Words.Length))
        {
            var words = verb.Words.Split(' ');
            if (args.Take(words.Length).SequenceEqual(words, StringComparer.Ordinal)) return await verb.Work([.. args.Skip(words.Length)], ct);
        }
        if (args.Count == 0 || args[0] is "help" or "--help" or "-h") return Help(Console.Out, 0);
        await Console.Error.WriteLineAsync($"Không có lệnh `{string.Join(' ', args.Take(2))}`.");
        return Help(Console.Error, 2);
    }

    private static int Help(TextWriter to, int code)
    {
        to.WriteLine("Cách dùng: ./lienthong <lệnh> [--json]");
        foreach (var verb in Verbs) to.WriteLine($"  {verb.Words,-22} {verb.Vi}");
        return code;
    }
}
