using LienThong.Dictionary;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Registries.Records;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Registries.Pages;

/// <summary>The records of one subject: what they say, where each value comes from, what they said before, and how it stood on another day. One look, one line in the ledger.</summary>
[Requires(RegistryScopes.Write)]
public sealed class RecordPage(IServiceProvider services) : RegistryPage(services)
{
    /// <summary>The register.</summary>
    public RegistryDefinition Registry { get; private set; } = null!;

    /// <summary>Whom it is about.</summary>
    public SubjectId Subject { get; private set; }

    /// <summary>All states, newest first, by key; those of persons merged into this one stand under their own.</summary>
    public IReadOnlyList<IGrouping<(SubjectId Subject, string Key), RegistryRecord>> Records { get; private set; } = [];

    /// <summary>The day asked for on the first axis.</summary>
    public DateOnly? On { get; private set; }

    /// <summary>The day asked for on the second axis.</summary>
    public DateOnly? KnownOn { get; private set; }

    /// <summary>What stood then.</summary>
    public IReadOnlyList<RegistryRecord>? Then { get; private set; }

    /// <summary>True right after writing.</summary>
    public bool Written { get; private set; }

    /// <summary>404 when the register has nothing about the subject.</summary>
    public async Task<IActionResult> OnGetAsync(string registry, Guid subject, bool written, CancellationToken ct)
    {
        await Open(ct);
        if (await Get<IRegistries>().Find(registry, ct) is not { } found) return NotFound();
        (Registry, Subject, Written) = (found, new(subject), written);
        var states = await Get<ReadRecords>().Whole(Reader, found, Subject, ct);
        if (states.Failed) return states.Faults[0].Error.Status == 403 ? StatusCode(403) : this.Refused(states.Faults);
        if (states.Value.Count == 0) return NotFound();
        Records = [.. states.Value.GroupBy(r => (r.Subject, r.Key))];
        On = Day(Request.Query, "on");
        KnownOn = Day(Request.Query, "knownOn");
        if (On is null && KnownOn is null) return Page();
        var then = await Get<IRegistries>().ReadAsOf(Reader, registry, [Subject], new(On ?? Get<TimeProvider>().Today(), KnownOn is { } known ? HanoiTime.At(known.AddDays(1)) : null), ct);
        if (then.Failed) return this.Refused(then.Faults);
        Then = then.Value;
        return Page();
    }

    /// <summary>A value for people.</summary>
    public string Shown(FieldCode field, string value) =>
        Edition.Field(field)?.Type == FieldType.Address ? Get<Sources.AddressText>().Of(value) : Edition.Display(field, value);

    /// <summary>Origin of a field.</summary>
    public static FieldOrigin? OriginOf(RegistryRecord record, FieldCode field)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Origins.GetValueOrDefault(field.Value) ?? record.Origins.GetValueOrDefault("*");
    }

    /// <summary>Fields that a state changed against the one before it.</summary>
    public static IEnumerable<FieldCode> Changed(RegistryRecord state, RegistryRecord? before)
    {
        ArgumentNullException.ThrowIfNull(state);
        return before is null ? state.Values.Keys : state.Values.Keys.Union(before.Values.Keys).Where(f => state.Values.GetValueOrDefault(f) != before.Values.GetValueOrDefault(f));
    }

    private static DateOnly? Day(Microsoft.AspNetCore.Http.IQueryCollection query, string name) =>
        int.TryParse(query[name + ".year"], out var year) && int.TryParse(query[name + ".month"], out var month) && int.TryParse(query[name + ".day"], out var day)
        && year is > 1800 and < 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new(year, month, day) : null;
}
