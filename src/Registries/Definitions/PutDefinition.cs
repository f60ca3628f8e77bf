using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Registries.Definitions;

/// Declares a register from YAML, publishes a draft, takes a register out of force: what the pages do, for programs.
static class PutDefinition
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapPost("registers", Draft).WithSummary("Lập bản thảo của một sổ từ YAML").Requires(RegistryScopes.Define).Idempotent()
            .Refuses(DefinitionErrors.YamlFaulty, DefinitionErrors.CodeShape, DefinitionErrors.CodeTaken, DefinitionErrors.NotOwner, DefinitionErrors.DatabaseNotYours);
        r.Api.MapPost("registers/{registry}/publish", (string registry, Caller caller, PublishDefinition publish, CancellationToken ct) => publish.Publish(caller, registry, ct))
            .WithSummary("Công bố bản thảo của một sổ").Requires(RegistryScopes.Define).Idempotent()
            .Refuses(DefinitionErrors.DraftUnknown, DefinitionErrors.NotOwner, DefinitionErrors.Breaking, DefinitionErrors.NothingChanged);
        r.Api.MapPost("registers/{registry}/archive", (string registry, Caller caller, PublishDefinition publish, CancellationToken ct) => publish.Archive(caller, registry, ct))
            .WithSummary("Ngừng một sổ; bản ghi và các phiên bản vẫn giữ").Requires(RegistryScopes.Define).Idempotent()
            .Refuses(DefinitionErrors.NotLive, DefinitionErrors.NotOwner, DefinitionErrors.Breaking);
    }

    public sealed record Request(string Yaml);

    public sealed record Answer(string Registry);

    static async Task<Result<Answer>> Draft(Request request, Caller caller, DraftDefinition drafts, CancellationToken ct)
    {
        var drafted = await drafts.FromYaml(caller, request.Yaml, ct);
        return drafted.Failed ? drafted.Faults : new Answer(drafted.Value);
    }
}
