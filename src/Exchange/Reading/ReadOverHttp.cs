using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using LienThong.Dictionary;
using LienThong.Identity;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Population;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Exchange.Reading;

/// <summary>A system reads fields of one subject through the broker. The busiest call of the house: parsed and written without reflection.</summary>
static class ReadOverHttp
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapPost("read", One).Requires(ExchangeScopes.Read).Accepts<Request>("application/json").Produces<Answer>().Refuses(Refusals);
        r.Api.MapPost("read-batch", Many).Requires(ExchangeScopes.Read).Accepts<BatchRequest>("application/json").Produces<BatchAnswer>()
            .Refuses([.. Refusals, ExchangeErrors.TooManySubjects]);
    }

    /// <summary>A reading.</summary>
    /// <param name="Agreement">Code of the agreement.</param>
    /// <param name="Purpose">Purpose in camelCase: procedure, verification …</param>
    /// <param name="Basis">The ground of this reading.</param>
    /// <param name="Subject">A personal number of 12 digits, or a subject id.</param>
    /// <param name="Fields">Codes of the fields, 1 to 60.</param>
    public sealed record Request(string Agreement, string Purpose, Ground Basis, string Subject, string[] Fields);

    /// <summary>The same for 1 to 1,000 subjects.</summary>
    public sealed record BatchRequest(string Agreement, string Purpose, Ground Basis, string[] Subjects, string[] Fields);

    /// <summary>dossier, consent, agreement, ownData or order, with its number.</summary>
    public sealed record Ground(string Kind, string Reference);

    /// <summary>One answered field: outcome is found, absent or unavailable.</summary>
    public sealed record Value(string Field, [property: JsonPropertyName("value")] string? Text, string? Display, string Database, DateTimeOffset AsOf, string Outcome);

    /// <summary>The answer; <c>entry</c> is its place in the access ledger, provable at /api/ledger/v1/proofs/inclusion/{entry}.</summary>
    public sealed record Answer(Guid Subject, Guid Entry, DateTimeOffset At, Value[] Values);

    /// <summary>The answers in the order of the subjects.</summary>
    public sealed record BatchAnswer(Answer[] Answers);

    private static readonly Error[] Refusals =
    [
        ExchangeErrors.AgreementUnknown, ExchangeErrors.AgreementNotApproved, ExchangeErrors.AgreementSuspended, ExchangeErrors.AgreementEnded,
        ExchangeErrors.ConsumerNotCovered, ExchangeErrors.WrongPurpose, ExchangeErrors.WrongBasis, ExchangeErrors.FieldsNotAgreed, ExchangeErrors.PersonLocked,
        ExchangeErrors.QuotaExhausted, ExchangeErrors.SubjectUnreadable, ExchangeErrors.SubjectUnknown, ExchangeErrors.RequestUnreadable, ExchangeErrors.BeyondDetails,
    ];

    private static async Task One(HttpContext http, IDataBroker broker, IPopulation population)
    {
        var ct = http.RequestAborted;
        if (await Parse(http, ReadJson.Default.Request) is not { } sent || Purposed(sent.Purpose, sent.Basis) is not { } why)
        {
            await Problems.Write(http, ExchangeErrors.RequestUnreadable);
            return;
        }
        if (DataAccessDetail.Refuses(http.GrantedAccess()?.Details, sent.Agreement, why.Purpose, sent.Fields) is { } beyond)
        {
            await Problems.Write(http, beyond);
            return;
        }
        var subject = await Subject(sent.Subject, population, ct);
        if (subject.Failed)
        {
            await Problems.Write(http, subject.Faults);
            return;
        }
        var answer = await broker.Read(new DataRequest(http.Caller(), sent.Agreement, why.Purpose, why.Basis, subject.Value, new CodeList(sent.Fields)), ct);
        if (answer.Failed) await Problems.Write(http, answer.Faults);
        else Write(http.Response, answer.Value);
    }

    private static async Task Many(HttpContext http, IDataBroker broker, IPopulation population)
    {
        var ct = http.RequestAborted;
        if (await Parse(http, ReadJson.Default.BatchRequest) is not { } sent || Purposed(sent.Purpose, sent.Basis) is not { } why)
        {
            await Problems.Write(http, ExchangeErrors.RequestUnreadable);
            return;
        }
        if (DataAccessDetail.Refuses(http.GrantedAccess()?.Details, sent.Agreement, why.Purpose, sent.Fields) is { } beyond)
        {
            await Problems.Write(http, beyond);
            return;
        }
        if (sent.Subjects.Length is 0 or > 1000)
        {
            await Problems.Write(http, ExchangeErrors.TooManySubjects);
            return;
        }
        var subjects = new List<SubjectId>(sent.Subjects.Length);
        foreach (var text in sent.Subjects)
        {
            var subject = await Subject(text, population, ct);
            if (subject.Failed)
            {
                await Problems.Write(http, subject.Faults);
                return;
            }
            subjects.Add(subject.Value);
        }
        var answers = await broker.ReadMany(new BulkDataRequest(http.Caller(), sent.Agreement, why.Purpose, why.Basis, subjects, new CodeList(sent.Fields)), ct);
        if (answers.Failed) await Problems.Write(http, answers.Faults);
        else await http.Response.WriteAsJsonAsync(new BatchAnswer([.. answers.Value.Select(Of)]), ReadJson.Default.BatchAnswer, cancellationToken: ct);
    }

    private static async ValueTask<T?> Parse<T>(HttpContext http, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) where T : class
    {
        try
        {
            // The edge has checked the body and holds it in memory: read it where it lies.
            return http.Request.Body is MemoryStream held && held.TryGetBuffer(out var bytes)
                ? JsonSerializer.Deserialize(bytes.AsSpan(), type)
                : await JsonSerializer.DeserializeAsync(http.Request.Body, type, http.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (Purpose Purpose, Basis Basis)? Purposed(string purpose, Ground ground) =>
        Words.Parse<Purpose>(purpose) is { } why && Words.Parse<BasisKind>(ground.Kind) is { } kind ? (why, new Basis(kind, ground.Reference)) : null;

    private static async ValueTask<Result<SubjectId>> Subject(string text, IPopulation population, CancellationToken ct)
    {
        if (text.Length == 36 && Guid.TryParseExact(text, "D", out var id)) return new SubjectId(id);
        if (!PersonalNumber.TryParse(text, null, out var number)) return ExchangeErrors.SubjectUnreadable.At("/subject");
        return await population.ByNumber(number, ct) is { } person ? new SubjectId(person.Value) : ExchangeErrors.SubjectUnknown.At("/subject");
    }

    internal static Answer Of(DataAnswer answer) => new(answer.Subject.Value, answer.Receipt.Entry, answer.Receipt.At,
        [.. answer.Values.Select(v => new Value(v.Field.Value, v.Value, v.Display, v.Database, v.AsOf, Words.Stored(v.Outcome)))]);

    // Written straight into the response buffer: no intermediate objects for the busiest answer.
    private static void Write(HttpResponse response, DataAnswer answer)
    {
        response.ContentType = "application/json; charset=utf-8";
        using var json = new Utf8JsonWriter((IBufferWriter<byte>)response.BodyWriter, Compact);
        json.WriteStartObject();
        json.WriteString("subject"u8, answer.Subject.Value);
        json.WriteString("entry"u8, answer.Receipt.Entry);
        json.WriteString("at"u8, answer.Receipt.At);
        json.WriteStartArray("values"u8);
        foreach (var value in answer.Values)
        {
            json.WriteStartObject();
            json.WriteString("field"u8, value.Field.Value);
            json.WriteString("value"u8, value.Value);
            json.WriteString("display"u8, value.Display);
            json.WriteString("database"u8, value.Database);
            json.WriteString("asOf"u8, value.AsOf);
            json.WriteString("outcome"u8, Words.Stored(value.Outcome));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static readonly JsonWriterOptions Compact = new() { Encoder = Kernel.Data.Json.Options.Encoder, SkipValidation = true };

    /// <summary>The sent words seen as field codes, without copying them. A word that is no code is simply not agreed.</summary>
    private sealed class CodeList(string[] words) : IReadOnlyList<FieldCode>
    {
        public FieldCode this[int index] => new(words[index]);

        public int Count => words.Length;

        public IEnumerator<FieldCode> GetEnumerator() => words.Select(w => new FieldCode(w)).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

/// <summary>Generated readers and writers of the hot path.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ReadOverHttp.Request))]
[JsonSerializable(typeof(ReadOverHttp.BatchRequest))]
[JsonSerializable(typeof(ReadOverHttp.BatchAnswer))]
sealed partial class ReadJson : JsonSerializerContext;
