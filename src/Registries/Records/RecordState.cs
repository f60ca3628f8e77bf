using System.Text.Json.Nodes;
using LienThong.Dictionary;
using LienThong.Kernel.Data;
using Npgsql;

namespace LienThong.Registries.Records;

/// A record as it stands, and what a draft makes of it. Pure.
sealed record RecordState(SubjectId Subject, string Key, int Version, DateOnly From, DateOnly? To, JsonObject Data, Dictionary<string, FieldOrigin> Origins)
{
    /// Origin of every field that has none of its own.
    public const string Others = "*";

    public static RecordState New(CheckedDraft draft, DictionaryEdition dictionary, DateTimeOffset now)
    {
        var data = new JsonObject();
        foreach (var (field, value) in draft.Values)
            if (value is not null) data[field.Value] = StoredValue.Of(dictionary.Field(field)!.Type, value);
        return new(draft.Draft.Subject, draft.Key, 1, draft.Draft.From, draft.Draft.To, data, new(StringComparer.Ordinal) { [Others] = Of(draft, now) });
    }

    /// The next state and the fields that differ; null when the draft says what stands here already. The days count as said, so they too make a new state.
    public (RecordState Next, IReadOnlyList<FieldCode> Changed)? With(CheckedDraft draft, DictionaryEdition dictionary, DateTimeOffset now)
    {
        var data = (JsonObject)Data.DeepClone();
        var origins = new Dictionary<string, FieldOrigin>(Origins, StringComparer.Ordinal);
        var changed = new List<FieldCode>();
        foreach (var (field, value) in draft.Values)
        {
            var wanted = value is null ? null : StoredValue.Of(dictionary.Field(field)!.Type, value);
            if (JsonNode.DeepEquals(data[field.Value], wanted)) continue;
            changed.Add(field);
            origins[field.Value] = Of(draft, now);
            if (wanted is null) data.Remove(field.Value);
            else data[field.Value] = wanted;
        }
        if (changed.Count == 0 && From == draft.Draft.From && To == draft.Draft.To) return null;
        return (this with { Version = Version + 1, From = draft.Draft.From, To = draft.Draft.To, Data = data, Origins = origins }, changed);
    }

    /// Columns: subject, key, version, first day, day after the last, data, provenance.
    public static RecordState Read(NpgsqlDataReader row) => new(
        new(row.GetGuid(0)), row.GetString(1), row.GetInt32(2), row.Date(3), row.DateOrNull(4)?.AddDays(-1),
        (JsonObject)JsonNode.Parse(row.GetString(5))!, row.FromJson<Dictionary<string, FieldOrigin>>(6));

    public RegistryRecord For(string registry, DateTimeOffset recordedAt, DateTimeOffset? replacedAt) => new(
        registry, Subject, Key, Version, From, To, Data.ToDictionary(v => new FieldCode(v.Key), v => StoredValue.Text(v.Value!)), Origins, recordedAt, replacedAt);

    private static FieldOrigin Of(CheckedDraft draft, DateTimeOffset now)
    {
        var from = draft.Draft.Provenance;
        return new(from.Origin, from.Document, from.Agency, now);
    }
}
