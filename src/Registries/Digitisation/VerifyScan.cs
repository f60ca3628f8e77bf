using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Ledger;
using LienThong.Population;
using LienThong.Registries.Records;

namespace LienThong.Registries.Digitisation;

/// <summary>
/// An officer's turn at a scan. The first puts right what the machine read; where the register asks for two persons, a second types the marked fields without seeing the first's, and a third decides
/// where they differ. Who ends it signs: who, when, the hash of the scan and of the record stand in the ledger, and the record goes to the register with provenance "digitised".
/// </summary>
internal sealed class VerifyScan(Db db, ScanRights rights, PutRecords put, FieldTexts texts, IPopulation population, ILedger ledger, TimeProvider clock)
{
    private const string Action = "digitised";

    /// <summary>The state of the scan afterwards.</summary>
    public async Task<Result<string>> Submit(Caller caller, Guid id, int version, IReadOnlyDictionary<string, string> typed, CancellationToken ct)
    {
        if (await ScanState.Find(db, id, ct) is not { } scan || scan.Agency != caller.Agency) return DigitisationErrors.ScanUnknown;
        var allowed = await rights.For(caller, scan.Registry, ct);
        if (allowed.Failed) return allowed.Faults;
        var registry = allowed.Value;
        if (scan.Turn == 0 || scan.Version != version) return DigitisationErrors.NotNow;
        if (scan.Looks.Any(l => l.Officer == caller.Id)) return DigitisationErrors.SamePerson;
        var answers = Answers(scan, registry, await texts.Of(registry, ct), typed);
        if (answers.Failed) return answers.Faults;
        var subject = await Subject(answers.Value, ct);
        if (subject.Failed) return subject.Faults;
        var next = Next(scan, registry, answers.Value);
        var values = Final(scan, answers.Value);
        return await db.Transaction<Result<string>>(async tx =>
        {
            if (await tx.Execute(Sql.Step, [id, version, next == "done" ? scan.State : next, clock.GetUtcNow()], ct) == 0) return DigitisationErrors.NotNow;
            await tx.Execute(Sql.Look, [id, scan.Turn, caller.Id, Json.Of(answers.Value), clock.GetUtcNow()], ct);
            if (next != "done") return next;
            var signed = await Enter(tx, caller, scan, registry, values, ct);
            return signed.Failed ? signed.Faults : next;
        }, ct);
    }

    /// <summary>The paper cannot be used: torn, of somebody else, a copy of nothing.</summary>
    public async Task<Result> Refuse(Caller caller, Guid id, int version, string reason, CancellationToken ct)
    {
        if (ScanRights.Refusal(caller) is { } refusal) return refusal;
        if (reason.Trim().Length is < 5 or > 300) return DigitisationErrors.ReasonNeeded.At("/reason");
        return await db.Execute(Sql.Refuse, [id, version, caller.Agency, reason.Trim(), clock.GetUtcNow()], ct) == 1 ? Result.Done : DigitisationErrors.NotNow;
    }

    // every fault at its field, compulsory fields of the first turn included
    private static Result<Dictionary<string, string?>> Answers(ScanState scan, RegistryDefinition registry, FieldText text, IReadOnlyDictionary<string, string> typed)
    {
        var (check, answers) = (new Check(), new Dictionary<string, string?>(StringComparer.Ordinal));
        foreach (var field in scan.Asked(registry))
        {
            var written = typed.GetValueOrDefault(field.Value, "").Trim();
            var needed = field == PaperLabels.Subject || registry.Required.Contains(field);
            if (written.Length == 0)
            {
                check.That(!needed, DigitisationErrors.ValueNeeded.With(text.Name(field)).At("/" + field.Value));
                answers[field.Value] = null;
            }
            else if (text.Canonical(field, written) is { Failed: false } value) answers[field.Value] = value.Value;
            else check.Faults.Add(text.Canonical(field, written).Faults[0].At("/" + field.Value));
        }
        return check.Ok ? answers : check.Faults;
    }

    private async Task<Result> Subject(Dictionary<string, string?> answers, CancellationToken ct)
    {
        if (!answers.TryGetValue(PaperLabels.Subject.Value, out var number)) return Result.Done;
        return PersonalNumber.TryParse(number, null, out var known) && await population.ByNumber(known, ct) is not null ? Result.Done : DigitisationErrors.PersonNumber.At("/" + PaperLabels.Subject.Value);
    }

    private static string Next(ScanState scan, RegistryDefinition registry, Dictionary<string, string?> answers) => scan.Turn switch
    {
        1 => registry.DoubleCheck ? "second" : "done",
        2 => answers.All(a => FieldText.Same(a.Value, scan.Looks[0].Answers.GetValueOrDefault(a.Key))) ? "done" : "third",
        _ => "done",
    };

    // what the first said, except where a third decided
    private static Dictionary<string, string?> Final(ScanState scan, Dictionary<string, string?> answers)
    {
        var values = new Dictionary<string, string?>(scan.Looks.Count == 0 ? answers : scan.Looks[0].Answers, StringComparer.Ordinal);
        if (scan.Turn == 3) foreach (var (field, value) in answers) values[field] = value;
        return values;
    }

    private async Task<Result> Enter(Db tx, Caller caller, ScanState scan, RegistryDefinition registry, Dictionary<string, string?> values, CancellationToken ct)
    {
        if (!PersonalNumber.TryParse(values[PaperLabels.Subject.Value], null, out var number) || await population.ByNumber(number, ct) is not { } person) return DigitisationErrors.PersonNumber.At("/" + PaperLabels.Subject.Value);
        var text = await texts.Of(registry, ct);
        var fields = registry.Fields.Where(f => values.GetValueOrDefault(f.Value) is not null).ToDictionary(f => f, f => values[f.Value]);
        var draft = new RecordDraft(new(person.Value), fields, Since(registry, text, values), null, new(Origin.Digitised, $"scan:{scan.Id}", caller.Agency));
        var receipts = await put.Put(caller, registry, [draft], tx, ct);
        if (receipts.Failed) return new Faults([.. receipts.Faults.Select(f => f.Pointer is { } p ? f.At(p.Replace("/0/", "/", StringComparison.Ordinal)) : f)]);
        var receipt = receipts.Value[0];
        var now = LedgerEntry.Instant(clock.GetUtcNow());
        var hash = RecordHash(values);
        var entry = Guid.CreateVersion7(now);
        var booked = await ledger.AppendMany([new()
        {
            Id = entry, At = now, Kind = Action, Actor = caller.Id, Agency = caller.Agency, Subject = person.Value, Purpose = "registryUpkeep", BasisKind = "order", BasisReference = $"scan:{scan.Id}",
            Fields = [.. fields.Keys.Select(f => f.Value)], Outcome = "ok", Salt = LedgerEntry.NewSalt(),
            Details = Json.Text(new { registry = registry.Code, scan = Convert.ToHexStringLower(scan.Hash), record = Convert.ToHexStringLower(hash), looks = scan.Turn }),
        }], ct);
        if (booked.Failed) return booked;
        await tx.Execute(Sql.Sign, [scan.Id, entry, caller.Id, caller.Agency, scan.Hash, hash, now], ct);
        await tx.Execute(Sql.Done, [scan.Id, person.Value, receipt.Key, receipt.Version, now], ct);
        return Result.Done;
    }

    // the first compulsory date of the register is since when the record holds; a paper without one counts from today
    private DateOnly Since(RegistryDefinition registry, FieldText text, Dictionary<string, string?> values) =>
        registry.Required.Where(text.IsDate).Select(f => values.GetValueOrDefault(f.Value)).FirstOrDefault() is { } day
            ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : clock.Today();

    /// <summary>SHA-256 over "field=value" lines in the order of the codes.</summary>
    internal static byte[] RecordHash(IReadOnlyDictionary<string, string?> values) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(values.Where(v => v.Value is not null).OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}\n"))));

    private static class Sql
    {
        public const string Step = """
            update registries.scan set version = version + 1, state = $3, changed_at = $4, claimed_by = null, claimed_at = null
            where id = $1 and version = $2 and state in ('open', 'second', 'third')
            """;
        public const string Look = "insert into registries.scan_look (scan, look, officer, answers, at) values ($1, $2, $3, $4, $5)";
        public const string Refuse = """
            update registries.scan set state = 'refused', reason = $4, version = version + 1, changed_at = $5, claimed_by = null
            where id = $1 and version = $2 and agency = $3 and state in ('open', 'second', 'third')
            """;
        public const string Sign = "insert into registries.scan_signature (scan, entry, officer, agency, scan_hash, record_hash, at) values ($1, $2, $3, $4, $5, $6, $7)";
        public const string Done = "update registries.scan set state = 'done', subject = $2, record_key = $3, record_version = $4, done_at = $5 where id = $1";
    }
}
