using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Registries.Sources;

/// Lets an administrator switch a source, for maintenance or to see procedures fall back to the paper.
static class PutSource
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapPut("sources/{database}", Handle)
        .WithSummary("Bật hoặc tắt nguồn của một cơ sở dữ liệu")
        .Requires(RegistryScopes.Admin)
        .Idempotent()
        .Refuses(RegistriesErrors.DatabaseUnknown, RegistriesErrors.ReasonMissing);

    public sealed record Request(bool On, string Reason);

    static Task<Result> Handle(string database, Request request, Caller caller, IRegistries registries, CancellationToken ct) =>
        registries.SwitchSource(caller, database, request.On, request.Reason, ct);
}
