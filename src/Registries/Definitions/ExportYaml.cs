using System.Text;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Registries.Definitions;

/// Gives the live definition of a register as YAML, to keep under version control or to take to another instance.
static class ExportYaml
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapGet("registers/{registry}/yaml", Handle)
        .WithSummary("Khai báo của một sổ dưới dạng YAML")
        .Requires(RegistryScopes.Read)
        .Refuses(RegistriesErrors.RegistryUnknown);

    static async Task<IResult> Handle(string registry, IRegistries registries, CancellationToken ct) =>
        await registries.Find(registry, ct) is { } definition
            ? Results.File(Encoding.UTF8.GetBytes(RegistryYaml.Of(definition)), "application/yaml; charset=utf-8", definition.Code + ".yaml")
            : (Result)RegistriesErrors.RegistryUnknown.With(registry);
}
