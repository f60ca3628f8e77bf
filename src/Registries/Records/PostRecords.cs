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
            RegistriesErrors.VersionPassed, RegistriesErrors.TooManyRecords, RegistriesErrors.WrittenTwice, RegistriesErrors.SubjectMissing, RegistriesErrors.SubjectUnknown);

    /// <param name="Subject">Key of the subject, when the sender knows it.</param>
    /// <param name="Number">Otherwise the personal number or the organisation's number; things are named by their key field.</param>
    public sealed record Record(IReadOnlyDictionary<string, string?> Values, DateOnly From, DateOnly? To = null, Guid? Subject = null, string? Number = null, int? ExpectedVersion = null);

    public sealed record Request(string Document, IReadOnlyList<Record> Records);

    static async Task<Result<List<RecordReceipt>>> Handle(string registry, Request request, Caller caller, IRegistries registries, FindSubject find, CancellationToken ct)
    {
        if (await registries.Find(registry, ct) is not { } definition) return RegistriesErrors.RegistryUnknown.With(registry);
        var provenance = new Provenance(Origin.Sent, request.Document, caller.Agency);
        var (drafts, check) = (new List<RecordDraft>(), new Check());
        for (var i = 0; i < request.Records.Count && i <= PutRecords.Most; i++)
        {
            var record = request.Records[i];
            var key = definition.Key is { } field ? record.Values.GetValueOrDefault(field.Value) : null;
            var subject = record.Subject is { } known ? new SubjectId(known) : await find.Of(definition, record.Number, key, ct);
            if (subject.Failed) check.Faults.AddRange(subject.Faults.Select(f => f.At($"/{i}{f.Pointer}")));
            else drafts.Add(new(subject.Value, record.Values.ToDictionary(v => new FieldCode(v.Key), v => v.Value), record.From, record.To, provenance) { ExpectedVersion = record.ExpectedVersion });
        }
        return check.Ok ? await registries.PutRecords(caller, registry, drafts, ct) : check.Faults;
    }
}
