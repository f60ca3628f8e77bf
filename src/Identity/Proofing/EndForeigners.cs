using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Time;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Identity.Proofing;

/// <summary>Locks accounts of foreigners whose residence card has run out; a new card is shown at the counter. Job "identity-residence-cards".</summary>
internal static class EndForeigners
{
    public static async Task Do(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<Db>();
        var log = services.GetRequiredService<SecurityLog>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var program = Caller.Program("identity-residence-cards");
        foreach (var id in await db.Many(Sql.RunOut, [HanoiTime.DateOf(now)], r => new AccountId(r.GetGuid(0)), ct))
        {
            var state = AccountState.LockedByAuthority;
            await db.Write(program,
            [
                new(Sql.Lock, [id]),
                new(Sql.History, [Guid.CreateVersion7(), id, now, program.Id]),
                new(Sql.EndSessions, [id, now]) { AnyRows = true },
                log.Row(SecurityEventKind.StateChanged, id, $"{state.Word()} by {program.Id}"),
            ], [new AccountLocked(id, null, state)], ct);
        }
        services.GetRequiredService<IdentifySession>().ForgetAll();
    }

    static class Sql
    {
        public const string RunOut = """
            select a.id from identity.foreigner f join identity.account a on a.id = f.account where f.paper_until < $1 and a.state = 'active' limit 500
            """;

        public const string Lock = "update identity.account set state = 'locked-by-authority', version = version + 1 where id = $1 and state = 'active'";

        public const string History = """
            insert into identity.account_history (id, account, state, at, by, reason) values ($1, $2, 'locked-by-authority', $3, $4, 'residence card has run out')
            """;

        public const string EndSessions = "update identity.session set ended_at = $2, ended_why = 'locked' where account = $1 and ended_at is null";
    }
}
