using System.Globalization;

namespace LienThong.Bench;

/// <summary>Processor time of this program and of its PostgreSQL: on a shared machine it says more than the clock.</summary>
readonly record struct CpuUse(double Program, double Database)
{
    /// <summary>Seconds used so far; the database's are 0 where /proc is missing.</summary>
    public static CpuUse Now(string folder) => new(Environment.CpuUsage.TotalTime.TotalSeconds, DatabaseSeconds(folder));

    public CpuUse Since(CpuUse before) => new(Program - before.Program, Database - before.Database);

    public string Per(double count, string what) => string.Create(CultureInfo.InvariantCulture,
        $"{Program / count * 1e6:0.#} µs of the program, {Database / count * 1e6:0.#} µs of PostgreSQL a {what}");

    private static double DatabaseSeconds(string folder)
    {
        var file = Path.Combine(folder, "postgres", "postmaster.pid");
        if (!File.Exists(file) || !System.IO.Directory.Exists("/proc")) return 0;
        var postmaster = File.ReadLines(file).First();
        double ticks = 0;
        foreach (var process in System.IO.Directory.EnumerateDirectories("/proc").Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0])))
        {
            try
            {
                var text = File.ReadAllText(Path.Combine(process, "stat"));
                var words = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                if (words[1] == postmaster) ticks += Number(words[11]) + Number(words[12]);
                if (Path.GetFileName(process) == postmaster) ticks += Number(words[13]) + Number(words[14]); // backends that ended
            }
            catch (IOException)
            {
                // the process ended while we looked
            }
        }
        return ticks / 100;
    }

    private static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);
}
