using System.Globalization;
using LienThong.Kernel;

namespace LienThong.Web.Start;

/// <summary>How an instance is started: <c>./run --port P --data DIR --no-demo --people N</c>.</summary>
/// <param name="Port">TCP port on localhost; 0 takes a free one.</param>
/// <param name="Data">Folder of the instance.</param>
/// <param name="Demo">Synthetic people and persona sign-in.</param>
/// <param name="People">How many synthetic people.</param>
/// <param name="ConnectionString">Another PostgreSQL; null starts the private one.</param>
public sealed record RunOptions(int Port, string Data, bool Demo, int People, string? ConnectionString)
{
    /// <summary>Reads the words of the command line.</summary>
    /// <exception cref="StartupException">A word is not understood; the message says how to write it.</exception>
    public static RunOptions Parse(IReadOnlyList<string> words)
    {
        var connection = Environment.GetEnvironmentVariable("ConnectionStrings__LienThong");
        var options = new RunOptions(5080, ".data", Demo: true, People: 100_000, string.IsNullOrWhiteSpace(connection) ? null : connection);
        for (var i = 0; i < words.Count; i++)
        {
            options = words[i] switch
            {
                "--no-demo" => options with { Demo = false },
                "--port" => options with { Port = Number(words, ++i, 0, 65535) },
                "--people" => options with { People = Number(words, ++i, 1_000, 20_000_000) },
                "--data" => options with { Data = Word(words, ++i) },
                _ => throw new StartupException($"Không hiểu `{words[i]}`. Cách dùng: ./run [--port P] [--data DIR] [--no-demo] [--people N]") { WrongUse = true },
            };
        }
        return options;
    }

    private static string Word(IReadOnlyList<string> words, int at) =>
        at < words.Count ? words[at] : throw new StartupException($"Thiếu giá trị sau {words[at - 1]}.") { WrongUse = true };

    private static int Number(IReadOnlyList<string> words, int at, int least, int most) =>
        int.TryParse(Word(words, at), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most
            ? n
            : throw new StartupException($"{words[at - 1]} cần một số từ {least} đến {most}.") { WrongUse = true };
}
