using Npgsql;

namespace LienThong.Identity.Organisations;

/// <summary>An organisation with an account, as its page shows it.</summary>
internal sealed record OrganisationView(AccountId Id, string Code, string Name, DateOnly? Founded, string Address, AccountState State)
{
    public static OrganisationView Read(NpgsqlDataReader r) =>
        new(new AccountId(r.GetGuid(0)), r.GetString(1), r.GetString(2), r.DateOrNull(3), r.GetString(4), AccountRules.StateOf(r.GetString(5)));
}

/// <summary>Requests and organisations as representatives, co-representatives and officials see them.</summary>
internal sealed class ListOrganisations(Db db)
{
    public Task<OrganisationView?> One(AccountId id, CancellationToken ct) => db.One(Sql.One, [id], OrganisationView.Read, ct);

    /// Requests of an account, the newest first, at most 20.
    public Task<List<AskedOrganisation>> Of(AccountId account, CancellationToken ct) => db.Many(Sql.Of, [account], AskedOrganisation.Read, ct);

    /// Requests that wait for the consent of an account.
    public Task<List<AskedOrganisation>> AskedOf(AccountId account, CancellationToken ct) => db.Many(Sql.AskedOf, [account], AskedOrganisation.Read, ct);

    /// Requests that wait for an official, the oldest first.
    public Task<List<AskedOrganisation>> Waiting(CancellationToken ct) => db.Many(Sql.Waiting, [], AskedOrganisation.Read, ct);

    static class Sql
    {
        public const string One = """
            select a.id, o.code, a.display_name, o.founded, o.address, a.state
            from identity.organisation o join identity.account a on a.id = o.account where o.account = $1
            """;

        public const string Of = $"select {AskedOrganisation.Columns} from identity.organisation_request q where q.requested_by = $1 order by q.requested_at desc limit 20";

        public const string AskedOf = $"""
            select {AskedOrganisation.Columns} from identity.organisation_request q join identity.organisation_consent c on c.request = q.id
            where c.account = $1 and c.answer is null and q.state = 'consent' order by q.requested_at limit 20
            """;

        public const string Waiting = $"select {AskedOrganisation.Columns} from identity.organisation_request q where q.state in ('consent', 'check') order by q.requested_at limit 100";
    }
}
