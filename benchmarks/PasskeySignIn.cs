using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LienThong.Identity;
using LienThong.Kernel.Access;
using LienThong.Web.Start;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LienThong.Bench;

/// <summary>
/// Sign-ins by passkey over HTTP: ours (challenge, throttle, clone check, session and log in PostgreSQL, durable commits) against the framework's own with a
/// store in memory, each in a process of its own on one core, in turns. One sign-in: ask for the options, sign them, send the form.
/// </summary>
sealed class PasskeySignIn : IBenchmark
{
    private const int Users = 16, Rounds = 3;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(6), Round = TimeSpan.FromSeconds(5);

    public string Name => "passkey";

    public string Story => "sign-ins by passkey per server-CPU second, with PostgreSQL, against ASP.NET Core Identity in memory";

    public async Task<Measured> Run(BenchRoom room, CancellationToken ct)
    {
        PinnedServer.StandAside(room.Folder);
        var devices = Enumerable.Range(0, Users).Select(_ => new PasskeyDevice()).ToList();
        var accounts = await Enrol(room, devices, ct);
        Dictionary<string, string> environment = new() { ["ConnectionStrings__LienThong"] = room.ConnectionString };
        await using var ours = await PinnedServer.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "lienthong.dll"), "run", "--no-demo", "--port", "0", "--data", room.Folder], environment, ct);
        string[] words = [PasskeyPeer.Word, .. devices.Zip(accounts).Select(p => $"{p.Second}:{Convert.ToBase64String(p.First.Id)}:{Convert.ToBase64String(p.First.CoseKey())}")];
        await using var peer = await PinnedServer.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "LienThong.Bench.dll"), .. words], [], ct);
        var mine = await Driver.Of(ours, "/sign-in?handler=PasskeyOptions", "/sign-in?handler=Passkey", devices, accounts, ct);
        var theirs = await Driver.Of(peer, "/options", "/answer", devices, accounts, ct);
        await theirs.Load(Warm);
        await mine.Load(Warm);
        List<Speed> a = [], b = [];
        for (var i = 0; i < Rounds; i++)
        {
            b.Add(await theirs.Load(Round));
            a.Add(await mine.Load(Round));
            room.Say(string.Create(CultureInfo.InvariantCulture, $"round {i + 1}: framework {b[^1].PerCpuSecond:N0}, ours {a[^1].PerCpuSecond:N0} sign-ins per server-CPU second"));
        }
        var (x, y) = (Middle(a), Middle(b));
        var details = new Dictionary<string, string>(StringComparer.Ordinal) { ["ours"] = x.ToString(), ["framework"] = y.ToString(), ["memory"] = string.Create(CultureInfo.InvariantCulture, $"{ours.ResidentMegabytes:N0} MB") };
        return new Measured(Name, x.PerCpuSecond / y.PerCpuSecond, y.PerCpuSecond, x.PerCpuSecond, "sign-ins/s of server CPU", details);
    }

    private static Speed Middle(List<Speed> all) => all.OrderBy(s => s.PerCpuSecond).ElementAt(all.Count / 2);

    private static async Task<List<string>> Enrol(BenchRoom room, List<PasskeyDevice> devices, CancellationToken ct)
    {
        await using var house = WebHost.Build(new RunOptions(0, room.Folder, Demo: false, room.People, room.ConnectionString), room.ConnectionString);
        await using var pool = NpgsqlDataSource.Create(room.ConnectionString);
        List<string> accounts = [];
        foreach (var device in devices)
        {
            var made = await house.Services.GetRequiredService<IAccounts>().Create(Caller.Program("bench"), new NewAccount(AccountKind.Official, "Bench", $"bench.passkey.{accounts.Count}"), ct);
            accounts.Add(made.Value.ToString());
            await using var add = pool.CreateCommand("""
                insert into identity.passkey (credential, account, name, public_key, sign_count, transports, user_verified, backup_eligible, backed_up, attestation, client_data, added_at)
                values ($1, $2, 'bench', $3, 1, '{internal}', true, false, false, '', '', now())
                """);
            add.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = device.Id });
            add.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = made.Value.Value });
            add.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = device.CoseKey() });
            await add.ExecuteNonQueryAsync(ct);
        }
        return accounts;
    }

    private readonly record struct Speed(double PerSecond, double PerCpuSecond, double Median, double P99)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{1000 / PerCpuSecond:0.00} ms of server CPU each; {PerSecond:N0}/s, median {Median:0.0} ms, 99 % {P99:0.0} ms");
    }

    /// <summary>Sixteen people who sign in again and again, each with a browser of its own.</summary>
    private sealed class Driver(PinnedServer server, List<Person> people)
    {
        public static async Task<Driver> Of(PinnedServer server, string ask, string answer, List<PasskeyDevice> devices, List<string> accounts, CancellationToken ct)
        {
            var people = devices.Zip(accounts).Select(p => new Person(server.Address, ask, answer, p.First, p.Second)).ToList();
            foreach (var person in people) await person.Open(ct);
            return new Driver(server, people);
        }

        public async Task<Speed> Load(TimeSpan time)
        {
            var (watch, cpu) = (Stopwatch.StartNew(), server.CpuSeconds);
            var times = (await Task.WhenAll(people.Select(p => Task.Run(() => p.Repeat(time))))).SelectMany(t => t).ToArray();
            var used = server.CpuSeconds - cpu;
            Array.Sort(times);
            return new Speed(times.Length / watch.Elapsed.TotalSeconds, times.Length / used, times[times.Length / 2], times[times.Length * 99 / 100]);
        }
    }

    private sealed class Person(string address, string ask, string answer, PasskeyDevice device, string account) : IDisposable
    {
        private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);
        private string? token;

        public void Dispose() => http.Dispose();

        // The page once, for its antiforgery token; the framework's endpoints have none.
        public async Task Open(CancellationToken ct)
        {
            if (!ask.StartsWith("/sign-in", StringComparison.Ordinal)) return;
            var html = await (await Send(HttpMethod.Get, "/sign-in", null)).Content.ReadAsStringAsync(ct);
            var value = html[(html.IndexOf("value=\"", html.IndexOf("__RequestVerificationToken", StringComparison.Ordinal), StringComparison.Ordinal) + 7)..];
            token = value[..value.IndexOf('"', StringComparison.Ordinal)];
        }

        public async Task<List<double>> Repeat(TimeSpan time)
        {
            List<double> times = [];
            var whole = Stopwatch.StartNew();
            while (whole.Elapsed < time)
            {
                var start = Stopwatch.GetTimestamp();
                await SignIn();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            return times;
        }

        private async Task SignIn()
        {
            using var asked = await Send(HttpMethod.Post, ask, Form());
            using var question = JsonDocument.Parse(await asked.Content.ReadAsStringAsync());
            var wrapped = question.RootElement.TryGetProperty("options", out var options);
            var form = Form();
            if (wrapped) form["handle"] = question.RootElement.GetProperty("handle").GetString()!;
            form["credential"] = device.Answer(wrapped ? options : question.RootElement, address, account);
            using var done = await Send(HttpMethod.Post, answer, form);
            if (done.Headers.Location is null) throw new InvalidOperationException($"sign-in: {done.StatusCode} {await done.Content.ReadAsStringAsync()}");
            // A new visitor next time: only what protects the form is kept.
            foreach (var name in cookies.Keys.Where(n => !n.EndsWith("-form", StringComparison.Ordinal)).ToList()) cookies.Remove(name);
        }

        private Dictionary<string, string> Form() => token is null ? [] : new() { ["__RequestVerificationToken"] = token };

        private async Task<HttpResponseMessage> Send(HttpMethod method, string path, Dictionary<string, string>? form)
        {
            using var request = new HttpRequestMessage(method, address + path) { Content = form is null ? null : new FormUrlEncodedContent(form) };
            request.Headers.TryAddWithoutValidation("Origin", address);                // the framework compares it with the client data
            if (cookies.Count > 0) request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
            var reply = await http.SendAsync(request);
            if (reply.Headers.TryGetValues("Set-Cookie", out var set))
                foreach (var pair in set.Select(s => s.Split(';')[0])) cookies[pair[..pair.IndexOf('=', StringComparison.Ordinal)]] = pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..];
            return reply;
        }
    }
}
