using Npgsql;

namespace LienThong.Identity.Consents;

/// <summary>A consent with the page that was shown.</summary>
internal sealed record ConsentView(Consent Consent, ConsentSheet Sheet, Guid Receipt, Guid? Withdrawal, string? WithdrawnWhy)
{
    public static ConsentView Read(NpgsqlDataReader r) =>
        new(Consent.Read(r), Json.Read<ConsentSheet>(r.GetString(12)), r.GetGuid(13), r.GuidOrNull(14), r.TextOrNull(15));

    /// The items that were granted, and those that were refused.
    public IEnumerable<SheetItem> Granted => Sheet.Items.Where(i => i.Claims.Any(c => Consent.Claims.Contains(c, StringComparer.Ordinal)));

    public IEnumerable<SheetItem> Refused => Sheet.Items.Where(i => i.Claims.Any(c => Consent.Refused.Contains(c, StringComparer.Ordinal)));
}

/// <summary>A relying party that the person linked: since when, what it may read now, when it last asked.</summary>
internal sealed record LinkedSystem(string Client, string Name, string Agency, bool Live, DateTimeOffset Since, DateTimeOffset EndsAt, IReadOnlyList<SheetItem> Items, Guid Newest);

/// <summary>What people see of their consents.</summary>
internal sealed class ListConsents(Db db, TimeProvider clock)
{
    /// Systems with a live consent, newest first.
    public async Task<IReadOnlyList<LinkedSystem>> Linked(AccountId account, CancellationToken ct)
    {
        var live = await db.Many(Sql.Live, [account, clock.GetUtcNow()], ConsentView.Read, ct);
        return
        [
            .. live.GroupBy(v => v.Consent.Client, StringComparer.Ordinal).Select(g =>
            {
                var newest = g.MaxBy(v => v.Consent.GivenAt)!;
                IReadOnlyList<SheetItem> items = [.. g.SelectMany(v => v.Granted.Concat(v.Sheet.Details.SelectMany(d => d.Fields))).DistinctBy(i => i.Key, StringComparer.Ordinal)];
                return new LinkedSystem(g.Key, newest.Sheet.ClientName, newest.Sheet.Agency, newest.Sheet.Live, g.Min(v => v.Consent.GivenAt), g.Max(v => v.Consent.EndsAt), items, newest.Consent.Id);
            }),
        ];
    }

    /// Every act, also those that have ended, newest first, at most 200.
    public Task<List<ConsentView>> History(AccountId account, CancellationToken ct) => db.Many(Sql.All, [account], ConsentView.Read, ct);

    public Task<ConsentView?> One(AccountId account, Guid consent, CancellationToken ct) => db.One(Sql.One, [account, consent], ConsentView.Read, ct);

    static class Sql
    {
        private const string Columns = $"{Consent.Columns}, shown, receipt, withdrawal, withdrawn_why";

        public const string Live = $"select {Columns} from identity.consent where account = $1 and withdrawn_at is null and ends_at > $2 order by given_at desc limit 500";

        public const string All = $"select {Columns} from identity.consent where account = $1 order by given_at desc limit 200";

        public const string One = $"select {Columns} from identity.consent where account = $1 and id = $2";
    }
}
