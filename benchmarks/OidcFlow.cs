using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LienThong.Identity;
using LienThong.Identity.Clients;
using LienThong.Identity.Jose;
using LienThong.Kernel.Access;
using LienThong.Web.Start;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LienThong.Bench;

/// <summary>
/// Sign-ins of a relying party: ours with PostgreSQL and durable commits against npm oidc-provider with its store in memory, each in a process of its
/// own on one core, the same requests from the same driver, in turns. Sixteen people with live sessions who have agreed before; passwords are not in it.
/// </summary>
sealed class OidcFlow(bool fapi) : IBenchmark
{
    private const int Users = 16, Rounds = 3;
    private const string Password = "một câu dài để nhớ", Redirect = "https://rp.example.vn/cb";
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(10), Round = TimeSpan.FromSeconds(5);

    public string Name => fapi ? "oidc-fapi" : "oidc-standard";

    public string Story => fapi ? "PAR, authorize, token, userinfo with private_key_jwt and DPoP: flows per server-CPU second against npm oidc-provider" : "authorize, token, userinfo of the standard profile: flows per server-CPU second against npm oidc-provider";

    public async Task<Measured> Run(BenchRoom room, CancellationToken ct)
    {
        PinnedServer.StandAside(room.Folder);
        var key = SignKey.Create(Alg.Es256);
        await using var ours = await Ours(room, key, ct);
        await using var peer = await Peer(key, ct);
        await ours.Load(Warm);
        await peer.Load(Warm);
        List<Sample> a = [], b = [];
        for (var i = 0; i < Rounds; i++)
        {
            b.Add(await peer.Load(Round));
            a.Add(await ours.Load(Round, room));
            room.Say(string.Create(CultureInfo.InvariantCulture, $"round {i + 1}: oidc-provider {b[^1].PerCpuSecond:N0}, ours {a[^1].PerCpuSecond:N0} flows per server-CPU second"));
        }
        var (mine, theirs) = (Middle(a), Middle(b));
        var details = new Dictionary<string, string>(StringComparer.Ordinal) { ["ours"] = mine.ToString(), ["peer"] = theirs.ToString(), ["database"] = mine.Database };
        return new Measured(Name, mine.PerCpuSecond / theirs.PerCpuSecond, theirs.PerCpuSecond, mine.PerCpuSecond, "flows/s of server CPU", details);
    }

    private static Sample Middle(List<Sample> all) => all.OrderBy(s => s.PerCpuSecond).ElementAt(all.Count / 2);

    private async Task<Side> Ours(BenchRoom room, SignKey key, CancellationToken ct)
    {
        await using var house = WebHost.Build(new RunOptions(0, room.Folder, Demo: false, room.People, room.ConnectionString), room.ConnectionString);
        var admin = Caller.Program("bench");
        var manager = admin with { Scopes = new[] { "identity.manage" }.ToFrozenSet() };
        var jwks = fapi ? JsonSerializer.Serialize(new { keys = new[] { key.Public.ToMembers() } }) : null;
        var metadata = new ClientMetadata(fapi ? ClientProfile.Fapi : ClientProfile.Standard, "bench", "H05", "bench", Live: true, [Redirect], [], null, jwks, null, ["openid"], IdTokenAlg: Alg.Es256);
        var client = (await house.Services.GetRequiredService<RegisterOidcClient>().Add(manager, metadata, ct)).Value;
        var logins = Enumerable.Range(0, Users).Select(i => $"bench.{Name}.{i}").ToList();
        foreach (var login in logins)
            (await house.Services.GetRequiredService<IAccounts>().Create(admin, new NewAccount(AccountKind.Official, login, login, Password: Password), ct)).Value.ToString();
        await Agree(room.ConnectionString, client.Id, ct);

        Dictionary<string, string> environment = new() { ["ConnectionStrings__LienThong"] = room.ConnectionString };
        var server = await PinnedServer.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "lienthong.dll"), "run", "--no-demo", "--port", "0", "--data", room.Folder], environment, ct);
        var side = await Side.Of(server, new OidcParty(server.Address, client.Id, Redirect, client.Secret, key));
        foreach (var (user, login) in side.Users.Zip(logins)) await SignIn(user, server.Address, login, ct);
        return side;
    }

    private async Task<Side> Peer(SignKey key, CancellationToken ct)
    {
        var root = Root();
        var secret = fapi ? null : "a secret of the bench, long enough to be one";
        var settings = JsonSerializer.Serialize(new { fapi, jwks = new { keys = new[] { key.Public.ToMembers() } }, redirect = Redirect, secret });
        var server = await PinnedServer.Start("node", [Path.Combine(root, "benchmarks", "oidc-peer.mjs"), root, settings], new() { ["NODE_ENV"] = "production" }, ct);
        var side = await Side.Of(server, new OidcParty(server.Address, "peer", Redirect, secret is null ? null : Uri.EscapeDataString(secret), key));
        foreach (var user in side.Users) await Introduce(user, server.Address);
        return side;
    }

    private static async Task Agree(string connectionString, string client, CancellationToken ct)
    {
        await using var pool = NpgsqlDataSource.Create(connectionString);
        await using var agree = pool.CreateCommand("""
            insert into identity.consent (id, account, client, scopes, claims, refused, details, fields, text_version, language, shown, given_at, ends_at, receipt)
            select gen_random_uuid(), a.id, $1, '{openid}', '{}', '{}', '[]', '{}', (select max(version) from identity.consent_text), 'vi', '{}', now(), now() + interval '9 days', gen_random_uuid()
            from identity.account a where a.login like 'bench.%'
            """);
        agree.Parameters.Add(new NpgsqlParameter<string> { TypedValue = client });
        await agree.ExecuteNonQueryAsync(ct);
    }

    // The form of the page itself, with its antiforgery token.
    private static async Task SignIn(OidcUser user, string address, string login, CancellationToken ct)
    {
        using var page = await user.Browse(new HttpRequestMessage(HttpMethod.Get, address + "/sign-in"));
        var html = await page.Content.ReadAsStringAsync(ct);
        var at = html.IndexOf("__RequestVerificationToken", StringComparison.Ordinal);
        var value = html[(html.IndexOf("value=\"", at, StringComparison.Ordinal) + 7)..];
        Dictionary<string, string> form = new() { ["login"] = login, ["password"] = Password, ["__RequestVerificationToken"] = value[..value.IndexOf('"', StringComparison.Ordinal)] };
        using var answer = await user.Browse(new HttpRequestMessage(HttpMethod.Post, address + "/sign-in") { Content = new FormUrlEncodedContent(form) });
        if (answer.Headers.Location is null) throw new InvalidOperationException($"sign-in: {answer.StatusCode}");
    }

    // The peer's own pages: a name, then consent; both once.
    private static async Task Introduce(OidcUser user, string issuer)
    {
        var next = await user.Address(new string('v', 43));
        for (var step = 0; step < 12 && !next.StartsWith(Redirect, StringComparison.Ordinal); step++)
        {
            var at = new Uri(new Uri(issuer), next);
            var form = at.AbsolutePath.StartsWith("/interaction/", StringComparison.Ordinal);
            var prompt = form && step > 2 ? "consent" : "login";
            using var request = new HttpRequestMessage(form ? HttpMethod.Post : HttpMethod.Get, at);
            if (form) request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["prompt"] = prompt, ["login"] = Guid.CreateVersion7().ToString("N"), ["password"] = "x" });
            using var answer = await user.Browse(request);
            next = answer.Headers.Location?.OriginalString ?? throw new InvalidOperationException($"{at}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        OidcUser.CodeOf(next);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LienThong.slnx"))) folder = folder.Parent ?? throw new InvalidOperationException("not in the repository");
        return folder.FullName;
    }

    /// <summary>One round of one server.</summary>
    private sealed record Sample(double PerCpuSecond, double PerSecond, double P50, double P99, double Megabytes, string Database)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{1000 / PerCpuSecond:0.00} ms CPU a flow, {PerSecond:N0} flows/s, p50 {P50:0.0} ms, p99 {P99:0.0} ms, {Megabytes:N0} MB resident");
    }

    private sealed class Side(PinnedServer server, HttpClient http, List<OidcUser> users) : IAsyncDisposable
    {
        public List<OidcUser> Users => users;

        public static async Task<Side> Of(PinnedServer server, OidcParty party)
        {
            var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
            await party.Discover(http);
            return new Side(server, http, [.. Enumerable.Range(0, OidcFlow.Users).Select(_ => new OidcUser(party, http))]);
        }

        public async Task<Sample> Load(TimeSpan time, BenchRoom? room = null)
        {
            var (cpu, before) = (server.CpuSeconds, room is null ? default : await DatabaseUse.Now(room));
            var watch = Stopwatch.StartNew();
            var all = (await Task.WhenAll(users.Select(u => Task.Run(() => Repeat(u, watch, time))))).SelectMany(t => t).Order().ToArray();
            var (seconds, used) = (watch.Elapsed.TotalSeconds, server.CpuSeconds - cpu);
            var database = room is null ? "" : (await DatabaseUse.Now(room)).Since(before, all.Length);
            return new Sample(all.Length / used, all.Length / seconds, all[all.Length / 2], all[(int)(all.Length * 0.99)], server.ResidentMegabytes, database);
        }

        private static async Task<List<double>> Repeat(OidcUser user, Stopwatch watch, TimeSpan time)
        {
            List<double> times = [];
            while (watch.Elapsed < time)
            {
                var start = Stopwatch.GetTimestamp();
                await user.Flow();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            return times;
        }

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await server.DisposeAsync();
        }
    }

    /// <summary>What PostgreSQL did: transactions are round trips here, since every statement commits by itself.</summary>
    private readonly record struct DatabaseUse(double Cpu, long Transactions)
    {
        public static async Task<DatabaseUse> Now(BenchRoom room)
        {
            await using var connection = new NpgsqlConnection(room.ConnectionString);
            await connection.OpenAsync();
            await Task.Delay(1100);                              // backends report their counters at most once a second
            await using var count = new NpgsqlCommand("select xact_commit + xact_rollback from pg_stat_database where datname = current_database()", connection);
            return new(CpuUse.Now(room.Folder).Database, (long)(await count.ExecuteScalarAsync())!);
        }

        public string Since(DatabaseUse before, int flows) => string.Create(CultureInfo.InvariantCulture,
            $"{(double)(Transactions - before.Transactions) / flows:0.00} round trips and {(Cpu - before.Cpu) / flows * 1000:0.00} ms CPU of PostgreSQL a flow");
    }
}
