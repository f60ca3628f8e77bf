using System.Net.Http;
using System.Text;
using System.Text.Json;
using LienThong.Identity.Clients;
using LienThong.Identity.Jose;
using LienThong.Identity.Keys;
using LienThong.Identity.Security;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Identity.Provider;

/// <summary>
/// Back-channel logout: finds sessions that ended, however that came about, takes back what lived only as long as they did, and tells every client
/// that was used in them. What cannot be told is tried again, ever more slowly, for three hours.
/// </summary>
internal sealed class TellLogout(Db db, ClientBook clients, Subjects subjects, SigningKeys keys, Outbound outbound, SecurityLog log, TimeProvider clock)
{
    private const int MostTries = 8, AtOnce = 20;
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(2), LookBack = TimeSpan.FromDays(1);

    /// The scheduled round.
    public static Task Do(IServiceProvider services, CancellationToken ct) => services.GetRequiredService<TellLogout>().Round(ct);

    public async Task Round(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.Execute(Sql.Gather, [now, now - LookBack, now + MakeTokens.AccessLife], ct);
        var due = await db.Many(Sql.Due, [now, AtOnce], r => new Notice(r.GetGuid(0), r.GetString(1), r.GetString(2), new AccountId(r.GetGuid(3)), r.GetGuid(4), r.GetInt32(5)), ct);
        await Task.WhenAll(due.Select(n => Tell(n, ct)));
    }

    private async Task Tell(Notice notice, CancellationToken ct)
    {
        if (await clients.Find(notice.Client, ct) is not { BackchannelLogoutUri: { } address } client)
        {
            await Close(notice, "no-address", ct);
            return;
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new FormUrlEncodedContent([new("logout_token", await Token(notice, client, ct))]);
        var answer = await outbound.Send(request, client.Live, ct);
        if (answer.Ok) await Close(notice, "told", ct);
        else if (notice.Tries >= MostTries)
        {
            await Close(notice, "untold", ct);
            await log.Write(SecurityEventKind.LogoutUntold, notice.Account, new Visitor("", ""), $"{client.Id} {answer.Fault ?? $"HTTP {answer.Status}"}", ct);
        }
    }

    private async Task<string> Token(Notice notice, OidcClient client, CancellationToken ct)
    {
        var (subject, sid) = (await subjects.Of(client, notice.Account, ct), await subjects.Session(client, notice.Session, ct));
        var now = clock.GetUtcNow();
        var payload = MakeTokens.Write(json =>
        {
            json.WriteString("iss", notice.Issuer);
            json.WriteString("aud", client.Id);
            json.WriteString("sub", subject);
            json.WriteString("sid", sid);
            json.WriteString("jti", Secrets.NewHandle());
            json.WriteNumber("iat", now.ToUnixTimeSeconds());
            json.WriteNumber("exp", (now + TokenLife).ToUnixTimeSeconds());
            json.WriteStartObject("events");
            json.WriteStartObject(LogoutTokens.Event);
            json.WriteEndObject();
            json.WriteEndObject();
        });
        return Jws.Sign((await keys.Ring(ct)).For(client.IdTokenAlg), LogoutTokens.Type, payload);
    }

    private Task Close(Notice notice, string outcome, CancellationToken ct) => db.Execute(Sql.Close, [notice.Id, clock.GetUtcNow(), outcome], ct);

    private sealed record Notice(Guid Id, string Client, string Issuer, AccountId Account, Guid Session, int Tries);

    static class Sql
    {
        public const string Gather = """
            with over as (
              update identity.oidc_grant g set session_over = true, revoked_at = case when g.refresh_hash is null then coalesce(g.revoked_at, $1) else g.revoked_at end
              from identity.session s where s.ended_at > $2 and g.session = s.id and not g.session_over
              returning g.id, g.client, g.issuer, g.account, g.session, g.refresh_hash is null as with_session),
            dead as (
              insert into identity.oidc_revoked (id, until) select uuid_send(id), $3 from over where with_session on conflict (id) do nothing)
            insert into identity.oidc_logout (id, client, issuer, account, session, next_at)
            select gen_random_uuid(), o.client, o.issuer, o.account, o.session, $1
            from (select distinct client, issuer, account, session from over) o
            join identity.oidc_client c on c.id = o.client and c.backchannel_logout_uri is not null
            """;

        public const string Due = """
            update identity.oidc_logout set tries = tries + 1, next_at = $1::timestamptz + interval '5 seconds' * power(3, least(tries, 6))
            where id in (select id from identity.oidc_logout where done_at is null and next_at <= $1 order by next_at limit $2 for update skip locked)
            returning id, client, issuer, account, session, tries
            """;

        public const string Close = "update identity.oidc_logout set done_at = $2, outcome = $3 where id = $1";
    }
}
