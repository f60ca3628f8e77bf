using System.Buffers;
using System.Text;
using System.Text.Json;
using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Registries.Feed;
using Npgsql;
using NpgsqlTypes;

namespace LienThong.Registries.Records;

/// First filling of a register by COPY. The stream is checked as it runs; a fault ends it and nothing stays.
sealed class LoadRecords(Db db, IDictionary dictionaries, TimeProvider clock)
{
    private const int PartSize = 20_000;

    public async Task<Result<long>> Load(RegistryDefinition registry, IEnumerable<RecordDraft> records, CancellationToken ct)
    {
        var dictionary = await dictionaries.Current(ct);
        var rows = new RowWriter(registry, dictionary, clock.GetUtcNow());
        try
        {
            return await db.Transaction<Result<long>>(async tx =>
            {
                await tx.Execute(Sql.NoLimit, [], ct);
                var loaded = 0L;
                foreach (var part in Checked(registry, dictionary, records).Chunk(PartSize))
                {
                    loaded += (long)await tx.Copy(Sql.Copy, part, rows.Write, ct);
                    await IndexTerms.Add(tx, registry, part, ct);
                }
                var told = await tx.Write(Caller.Program("registries-load"), [TellFeed.Of(registry.Code, [new(FeedLine.Filled, null, null, null, [.. registry.Fields])], rows.Now, loaded)], [], ct);
                return told.Failed ? told.Faults : loaded;
            }, ct);
        }
        catch (Refused refused)
        {
            return refused.Faults;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return RegistriesErrors.AlreadyThere.With(registry.Code);
        }
    }

    private static IEnumerable<CheckedDraft> Checked(RegistryDefinition registry, DictionaryEdition dictionary, IEnumerable<RecordDraft> records)
    {
        var drafts = new DraftCheck(registry, dictionary);
        var check = new Check();
        long number = 0;
        foreach (var record in records)
        {
            var at = new Place(number++);
            if (drafts.One(record, at, check) is { } draft && drafts.Whole(draft, at, check)) yield return draft;
            else throw new Refused(check.Faults);
        }
    }

    /// Writes rows without building objects for them: a country is filled this way.
    private sealed class RowWriter(RegistryDefinition registry, DictionaryEdition dictionary, DateTimeOffset now)
    {
        private readonly Dictionary<FieldCode, FieldType> types = registry.Fields.ToDictionary(f => f, f => dictionary.Field(f)!.Type);
        private readonly Dictionary<Provenance, string> origins = [];
        public DateTimeOffset Now => now;

        private readonly ArrayBufferWriter<byte> buffer = new(1024);

        public void Write(NpgsqlBinaryImporter copy, CheckedDraft draft)
        {
            var (from, to) = (draft.Draft.From, draft.Draft.To);
            copy.Write(draft.Draft.Subject.Value, NpgsqlDbType.Uuid);
            copy.Write(registry.Code, NpgsqlDbType.Text);
            copy.Write(draft.Key, NpgsqlDbType.Text);
            copy.Write(1, NpgsqlDbType.Integer);
            copy.Write(new NpgsqlRange<DateOnly>(from, true, false, to?.AddDays(1) ?? default, false, to is null), NpgsqlDbType.DateRange);
            copy.Write(Data(draft), NpgsqlDbType.Jsonb);
            copy.Write(Origin(draft.Draft.Provenance), NpgsqlDbType.Jsonb);
            copy.Write(now, NpgsqlDbType.TimestampTz);
        }

        private string Data(CheckedDraft draft)
        {
            buffer.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Json.Options.Encoder }))
            {
                json.WriteStartObject();
                foreach (var (field, value) in draft.Values)
                {
                    if (value is null) continue;
                    json.WritePropertyName(field.Value);
                    if (StoredValue.IsStructure(types[field], value)) json.WriteRawValue(value);
                    else json.WriteStringValue(value);
                }
                json.WriteEndObject();
            }
            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }

        private string Origin(Provenance from)
        {
            if (origins.TryGetValue(from, out var known)) return known;
            if (origins.Count > 1000) origins.Clear();          // documents differ from record to record: keep the memory small
            var all = new Dictionary<string, FieldOrigin>(StringComparer.Ordinal) { [RecordState.Others] = new(from.Origin, from.Document, from.Agency, now) };
            return origins[from] = JsonSerializer.Serialize(all, Json.Options);
        }
    }

    private sealed class Refused(Faults faults) : Exception
    {
        public Faults Faults => faults;
    }

    static class Sql
    {
        public const string NoLimit = "set local statement_timeout = 0";

        public const string Copy =
            "copy registries.record (subject, registry, key, version, valid, data, provenance, recorded_at) from stdin (format binary)";
    }
}
