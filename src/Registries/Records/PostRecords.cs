using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Registries.Records;

/// Takes records that a keeper's own system sends.
static class PostRecords
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("registers/{registry}/records", Handle)
        .WithSummary("Ghi bản ghi vào một sổ (tối đa 1.000)")
        .Requires(RegistryScopes.Write)
        .Idempotent()
        .Refuses(RegistriesErrors.RegistryUnknown, RegistriesErrors.FieldNotInRegistry, RegistriesErrors.FieldMissing, RegistriesErrors.PeriodInverted,
            RegistriesErrors.VersionPassed, RegistriesErrors.TooManyRecords, RegistriesErrors.WrittenTwice);

    public sealed record Record(Guid Subject, IReadOnlyDictionary<string, string?> Values, DateOnly From, DateOnly? To = null, int? ExpectedVersion = null);

    public sealed record Request(string Document, IReadOnlyList<Record> Records);

    static Task<Result<List<RecordReceipt>>> Handle(string registry, Request request, Caller caller, IRegistries registries, CancellationToken ct)
    {
        var provenance = new Provenance(Origin.Sent, request.Document, caller.Agency);
        var drafts = request.Records.Select(r => new RecordDraft(new(r.Subject), r.Values.ToDictionary(v => new FieldCode(v.Key), v => v.Value), r.From, r.To, provenance)
        {
            ExpectedVersion = r.ExpectedVersion,
        });
        return registries.PutRecords(caller, registry, [.. drafts], ct);
    }
}
