using LienThong.Dictionary;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using Npgsql;
using NpgsqlTypes;

namespace LienThong.Registries.Records;

/// First filling of a register by COPY. The stream is checked as it runs; a fault ends it and nothing stays.
sealed class LoadRecords(Db db, IDictionary dictionaries, TimeProvider clock)
{
    public async Task<Result<long>> Load(RegistryDefinition registry, IEnumerable<RecordDraft> records, CancellationToken ct)
    {
        var dictionary = await dictionaries.Current(ct);
        var now = clock.GetUtcNow();
        try
        {
            return await db.Transaction(async tx =>
            {
                await tx.Execute(Sql.NoLimit, [], ct);
                var loaded = await tx.Copy(Sql.Copy, Checked(registry, dictionary, records), (copy, draft) => Write(copy, registry.Code, RecordState.New(draft, dictionary, now), now), ct);
                return (Result<long>)(long)loaded;
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
            var at = $"/{number++}";
            if (drafts.One(record, at, check) is { } draft && drafts.Whole(draft, at, check)) yield return draft;
            else throw new Refused(check.Faults);
        }
    }

    private static void Write(NpgsqlBinaryImporter copy, string registry, RecordState state, DateTimeOffset now)
    {
        copy.Write(state.Subject.Value, NpgsqlDbType.Uuid);
        copy.Write(registry, NpgsqlDbType.Text);
        copy.Write(state.Key, NpgsqlDbType.Text);
        copy.Write(state.Version, NpgsqlDbType.Integer);
        copy.Write(new NpgsqlRange<DateOnly>(state.From, true, false, state.To?.AddDays(1) ?? default, false, state.To is null), NpgsqlDbType.DateRange);
        copy.Write(state.Data.ToJsonString(Json.Options), NpgsqlDbType.Jsonb);
        copy.Write(System.Text.Json.JsonSerializer.Serialize(state.Origins, Json.Options), NpgsqlDbType.Jsonb);
        copy.Write(now, NpgsqlDbType.TimestampTz);
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
