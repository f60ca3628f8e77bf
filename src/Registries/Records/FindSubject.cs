using LienThong.Dictionary;
using LienThong.Kernel.Results;
using LienThong.Population;

namespace LienThong.Registries.Records;

/// Whom a record is about, from what people write: a personal number, an organisation's number, or the key of a thing.
sealed class FindSubject(IPopulation population)
{
    public async Task<Result<SubjectId>> Of(RegistryDefinition registry, string? number, string? key, CancellationToken ct)
    {
        var written = number?.Trim() ?? "";
        switch (registry.KeyedBy)
        {
            case RegistrySubject.Free:
                return string.IsNullOrWhiteSpace(key) ? RegistriesErrors.SubjectMissing.At("/number") : SubjectKeys.Thing(registry.Code, key.Trim());
            case RegistrySubject.Organisation:
                var digits = string.Concat(written.Where(char.IsAsciiDigit));
                return digits.Length is 10 or 13 ? SubjectKeys.Organisation(digits) : RegistriesErrors.SubjectMissing.At("/number");
            default:
                if (!PersonalNumber.TryParse(written, null, out var personal)) return RegistriesErrors.SubjectMissing.At("/number");
                return await population.ByNumber(personal, ct) is { } person ? new SubjectId(person.Value) : RegistriesErrors.SubjectUnknown.At("/number");
        }
    }
}
