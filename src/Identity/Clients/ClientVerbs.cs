using System.Text.Json;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Identity.Clients;

/// <summary><c>./lienthong client add|list|revoke|rotate …</c>: relying parties of the OpenID provider, for operators.</summary>
/// <remarks>
/// Exit codes: 0 done, 1 refused with the reason, 2 wrong use. With <c>--json</c> one object with the metadata names of RFC 7591 stands on standard output.
/// Everything done here stands in the security log as done by the program.
/// </remarks>
public static class ClientVerbs
{
    /// <summary>How to use the verbs.</summary>
    public const string Usage = """
        Cách dùng:
          ./lienthong client add --profile fapi|standard --name TÊN --redirect-uri ĐỊA_CHỈ [--redirect-uri …] [--jwks TỆP | --jwks-uri ĐỊA_CHỈ]
                                 [--agency MÃ] [--purpose CÂU] [--scope "openid profile …"] [--post-logout-redirect-uri ĐỊA_CHỈ] [--backchannel-logout-uri ĐỊA_CHỈ]
                                 [--subject pairwise|public] [--agreement MÃ] [--id-token-alg ES256|PS256|RS256] [--userinfo-alg …] [--userinfo-enc A256GCM] [--live] [--json]
          ./lienthong client list [--json]
          ./lienthong client revoke MÃ --reason LÝ_DO [--json]
          ./lienthong client rotate MÃ [--json]        mật khẩu mới cho hệ thống dùng mật khẩu; mật khẩu cũ hết hiệu lực ngay
        Mặc định: hệ thống thử nghiệm, mã người dùng riêng cho từng tên miền (pairwise).
        """;

    private static readonly HashSet<string> Known =
    [
        "--profile", "--name", "--redirect-uri", "--jwks", "--jwks-uri", "--agency", "--purpose", "--scope", "--post-logout-redirect-uri", "--backchannel-logout-uri",
        "--subject", "--agreement", "--id-token-alg", "--userinfo-alg", "--userinfo-enc", "--reason",
    ];

    /// <summary>Runs the words after <c>client</c>; the services are opened only when the words make sense.</summary>
    public static async Task<int> Run(IReadOnlyList<string> words, Func<CancellationToken, Task<IServiceProvider>> open, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var typed = ClientWordsTyped.Parse(words, Known);
        if (typed.Fault is { } wrong)
        {
            await error.WriteLineAsync(wrong + "\n" + Usage);
            return 2;
        }
        var caller = Caller.Program("client-" + typed.Verb) with { Channel = "cli" };
        var work = new Work(typed, caller, output, error);
        return typed.Verb switch
        {
            "add" => await work.Add(open, ct),
            "list" => await work.List(open, ct),
            "revoke" => work.Tell(await (await open(ct)).GetRequiredService<DecideOidcClient>().Revoke(caller, typed.Subject!, typed.One("--reason"), ct), new { client_id = typed.Subject, state = "revoked" }),
            _ => work.Tell(await (await open(ct)).GetRequiredService<RenewClientKeys>().Rotate(caller, typed.Subject!, ct)),
        };
    }

    private sealed record Work(ClientWordsTyped Typed, Caller Caller, TextWriter Output, TextWriter Error)
    {
        public async Task<int> Add(Func<CancellationToken, Task<IServiceProvider>> open, CancellationToken ct)
        {
            string? jwks = null;
            if (Typed.One("--jwks") is { } file)
            {
                if (!File.Exists(file)) return Refused(ClientErrors.KeysMalformed.With($"không có tệp {file}"));
                if (new FileInfo(file).Length > JwksRules.MaxLength) return Refused(ClientErrors.KeysMalformed.With($"> {JwksRules.MaxLength}"));
                jwks = await File.ReadAllTextAsync(file, ct);
            }
            if (Typed.One("--profile") is not ("fapi" or "standard")) return Refused(ClientErrors.ProfileMissing);
            var metadata = Metadata(jwks);
            var services = await open(ct);
            var added = await services.GetRequiredService<RegisterOidcClient>().Add(Caller, metadata, ct);
            return added.Failed ? Refused(added.Faults) : Print(metadata, added.Value);
        }

        public async Task<int> List(Func<CancellationToken, Task<IServiceProvider>> open, CancellationToken ct)
        {
            var rows = await (await open(ct)).GetRequiredService<ListOidcClients>().All(ct);
            if (Typed.Json) Output.WriteLine(JsonSerializer.Serialize(new { clients = rows.Select(r => new { client_id = r.Client.Id, client_name = r.Client.Name, profile = r.Client.Profile.Word(), agency = r.Client.Agency, live = r.Client.Live, state = r.State.Word(), redirect_uris = r.Client.RedirectUris }) }, Json.Options));
            else foreach (var row in rows) Output.WriteLine($"{row.Client.Id}  {row.Client.Profile.Word(),-8} {row.State.Word(),-8} {row.Client.Agency,-12} {row.Client.Name}");
            return 0;
        }

        public int Tell(Result result, object body)
        {
            if (result.Failed) return Refused(result.Faults);
            Output.WriteLine(Typed.Json ? JsonSerializer.Serialize(body, Json.Options) : "Đã xong.");
            return 0;
        }

        public int Tell(Result<IssuedClient> result)
        {
            if (result.Failed) return Refused(result.Faults);
            Output.WriteLine(Typed.Json ? JsonSerializer.Serialize(new { client_id = result.Value.Id, client_secret = result.Value.Secret }, Json.Options) : $"{result.Value.Id}\nMật khẩu mới (chỉ hiện lần này): {result.Value.Secret}");
            return 0;
        }

        private ClientMetadata Metadata(string? jwks) => new(
            Typed.One("--profile") == "fapi" ? ClientProfile.Fapi : ClientProfile.Standard, Typed.One("--name") ?? "", Typed.One("--agency") ?? "G01",
            Typed.One("--purpose") ?? "Đăng nhập vào " + Typed.One("--name"), Typed.Live, Typed.All("--redirect-uri"), Typed.All("--post-logout-redirect-uri"),
            Typed.One("--backchannel-logout-uri"), jwks, Typed.One("--jwks-uri"),
            Typed.One("--scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [.. ClientScopes.Protocol, .. ClientScopes.Usual],
            Typed.One("--subject") == "public" ? SubjectKind.Public : SubjectKind.Pairwise, Typed.One("--agreement"),
            Typed.One("--id-token-alg"), Typed.One("--userinfo-alg"), Typed.One("--userinfo-enc"));

        private int Print(ClientMetadata metadata, IssuedClient client)
        {
            if (Typed.Json)
            {
                Output.WriteLine(JsonSerializer.Serialize(new
                {
                    client_id = client.Id, client_secret = client.Secret, client_name = metadata.Name, profile = metadata.Profile.Word(), agency = metadata.Agency, live = metadata.Live,
                    redirect_uris = metadata.RedirectUris, post_logout_redirect_uris = metadata.PostLogoutRedirectUris, backchannel_logout_uri = metadata.BackchannelLogoutUri,
                    token_endpoint_auth_method = metadata.Auth == ClientAuth.Secret ? "client_secret_basic" : "private_key_jwt", scope = string.Join(' ', metadata.Scopes),
                    subject_type = metadata.Subject.Word(), id_token_signed_response_alg = metadata.ChosenIdTokenAlg, userinfo_signed_response_alg = metadata.UserinfoSigned,
                    userinfo_encrypted_response_enc = metadata.UserinfoEncryption,
                }, Json.Options));
                return 0;
            }
            Output.WriteLine($"Mã hệ thống (client_id): {client.Id}");
            if (client.Secret is { } secret) Output.WriteLine($"Mật khẩu (client_secret, chỉ hiện lần này): {secret}");
            return 0;
        }

        private int Refused(Faults faults)
        {
            var vi = System.Globalization.CultureInfo.GetCultureInfo("vi-VN");
            if (Typed.Json) Output.WriteLine(JsonSerializer.Serialize(new { error = faults[0].Error.Code, why = faults[0].Text(vi), pointer = faults[0].Pointer }, Json.Options));
            foreach (var fault in faults) Error.WriteLine($"{fault.Error.Code}: {fault.Text(vi)}");
            return 1;
        }
    }
}

/// The words of a command line: verb, subject, options that may repeat.
internal sealed record ClientWordsTyped(string Verb, string? Subject, ILookup<string, string> Options, bool Json, bool Live, string? Fault)
{
    public string? One(string name) => Options[name].FirstOrDefault();

    public IReadOnlyList<string> All(string name) => [.. Options[name]];

    public static ClientWordsTyped Parse(IReadOnlyList<string> words, HashSet<string> known)
    {
        if (words.Count == 0) words = [""];
        string? subject = null, fault = words[0] is "add" or "list" or "revoke" or "rotate" ? null : words[0] == "" ? "Thiếu việc cần làm." : $"Không có việc “{words[0]}”.";
        var options = new List<(string Name, string Value)>();
        var (json, live) = (false, false);
        for (var i = 1; i < words.Count && fault is null; i++)
        {
            if (words[i] == "--json") json = true;
            else if (words[i] == "--live" && words[0] == "add") live = true;
            else if (known.Contains(words[i])) fault = i + 1 < words.Count ? Take(words[i], words[++i]) : $"Thiếu giá trị sau “{words[i]}”.";
            else if (words[i].StartsWith("--", StringComparison.Ordinal) || subject is not null || words[0] is "add" or "list") fault = $"Không hiểu “{words[i]}”.";
            else subject = words[i];
        }
        if (words[0] is "revoke" or "rotate" && subject is null) fault ??= "Thiếu mã hệ thống.";
        if (options.FirstOrDefault(o => o is { Name: "--subject", Value: not ("pairwise" or "public") }) is { Name: not null } wrong) fault ??= $"Không hiểu “{wrong.Value}”.";
        return new(words[0], subject, options.ToLookup(o => o.Name, o => o.Value, StringComparer.Ordinal), json, live, fault);

        string? Take(string name, string value)
        {
            options.Add((name, value));
            return null;
        }
    }
}
