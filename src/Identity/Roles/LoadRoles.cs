using LienThong.Kernel.Access;
using LienThong.Kernel.Content;
using LienThong.Kernel.Results;

namespace LienThong.Identity.Roles;

/// <summary>Something that can be allowed. Code: <c>module.verb</c>.</summary>
public sealed record ScopeRow(string Code, string Vi, string En, bool Clients = false);

/// <summary>Who may hold a role.</summary>
public enum RoleHolders
{
    /// <summary>Every citizen account has it.</summary>
    Citizen,

    /// <summary>Every account of a foreigner has it.</summary>
    Foreigner,

    /// <summary>Given in a post.</summary>
    Official,

    /// <summary>Every account of an organisation has it.</summary>
    Organisation,
}

/// <summary>A set of scopes under a name.</summary>
public sealed record RoleRow(string Code, string Vi, string En, RoleHolders Holders, IReadOnlyList<string> Scopes);

/// <summary>Loads <c>content/roles/scopes.yaml</c> and the roles beside it. A role that names an unknown scope is a fault.</summary>
internal static class LoadRoles
{
    public static async Task Do(Db db, ContentFolder content, ContentReport report, CancellationToken ct)
    {
        var scopes = content.Yaml<IReadOnlyList<ScopeRow>>("roles/scopes.yaml").SelectMany(f => f.Value).ToList();
        var files = content.Yaml<IReadOnlyList<RoleRow>>("roles/roles*.yaml");
        Check(scopes, files, report);
        if (report.HasFaults) return;

        List<Change> changes = [.. scopes.Select(s => new Change(Sql.Scope, [s.Code, s.Vi, s.En, s.Clients]))];
        foreach (var role in files.SelectMany(f => f.Value))
            changes.Add(new(Sql.Role, [role.Code, role.Vi, role.En, RecordWord(role.Holders), role.Scopes.ToArray()]));
        var written = await db.Write(Caller.Program("content"), changes, [], ct);
        if (written.Failed) throw new InvalidOperationException("Roles could not be written: " + written.Faults[0].Error.Code);
        report.Count("scopes", scopes.Count);
        report.Count("roles", changes.Count - scopes.Count);
    }

    private static void Check(List<ScopeRow> scopes, IReadOnlyList<ContentFile<IReadOnlyList<RoleRow>>> files, ContentReport report)
    {
        var known = scopes.Select(s => s.Code).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var role in file.Value)
            {
                if (!seen.Add(role.Code)) report.Fault(file.File, file.LineOf(role), $"Vai trò “{role.Code}” có hai lần. Giữ lại một.");
                foreach (var scope in role.Scopes.Where(s => !known.Contains(s)))
                    report.Fault(file.File, file.LineOf(role), $"Vai trò “{role.Code}” dùng quyền lạ “{scope}”. Thêm quyền này vào roles/scopes.yaml hoặc sửa lại.");
            }
        }
    }

    private static string RecordWord(RoleHolders holders) => holders switch
    {
        RoleHolders.Citizen => "citizen",
        RoleHolders.Foreigner => "foreigner",
        RoleHolders.Official => "official",
        _ => "organisation",
    };

    static class Sql
    {
        public const string Scope = """
            insert into identity.scope (code, vi, en, clients) values ($1, $2, $3, $4)
            on conflict (code) do update set vi = excluded.vi, en = excluded.en, clients = excluded.clients
            """;

        public const string Role = """
            insert into identity.role (code, vi, en, holders, scopes) values ($1, $2, $3, $4, $5)
            on conflict (code) do update set vi = excluded.vi, en = excluded.en, holders = excluded.holders, scopes = excluded.scopes
            """;
    }
}
