using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace LienThong.Kernel.Web;

/// <summary>
/// Refuses JSON that the parser accepts but that could not be read or stored later: invalid UTF-8, lone surrogates, NUL,
/// numbers out of range. Without it 24 of the 125 documents of JSONTestSuite that .NET accepts would end as a 500.
/// </summary>
public sealed class JsonEdge(RequestDelegate next)
{
    /// <summary>Largest JSON body, in bytes.</summary>
    public const int Limit = 4 * 1024 * 1024;

    public async Task InvokeAsync(HttpContext http)
    {
        if (!IsJson(http.Request))
        {
            await next(http);
            return;
        }
        if (http.Request.ContentLength > Limit)
        {
            await Problems.Write(http, KernelErrors.TooLarge.With("4 MB"));
            return;
        }
        using var body = new MemoryStream((int)(http.Request.ContentLength ?? 1024));
        if (!await ReadAll(http, body))
        {
            await Problems.Write(http, KernelErrors.TooLarge.With("4 MB"));
            return;
        }
        if (body.Length > 0 && FaultOf(body.GetBuffer().AsSpan(0, (int)body.Length)) is { } fault)
        {
            await Problems.Write(http, KernelErrors.MalformedRequest.With(fault));
            return;
        }
        body.Position = 0;
        http.Request.Body = body;
        await next(http);
    }

    private static bool IsJson(HttpRequest request) =>
        request.ContentType is { } type && type.Contains("json", StringComparison.OrdinalIgnoreCase) && !HttpMethods.IsGet(request.Method);

    private static async Task<bool> ReadAll(HttpContext http, MemoryStream into)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
            {
                if (into.Length + read > Limit) return false;
                into.Write(buffer, 0, read);
            }
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What is wrong with the document, or null.</summary>
    internal static string? FaultOf(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json)) return "không phải UTF-8";
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 64, AllowMultipleValues = false });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && TextFault(ref reader) is { } text) return text;
                if (reader.TokenType is JsonTokenType.Number && NumberFault(ref reader) is { } number) return number;
            }
            return null;
        }
        catch (JsonException e)
        {
            return $"JSON sai ở dòng {e.LineNumber + 1}, cột {e.BytePositionInLine + 1}";
        }
    }

    private static string? TextFault(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return null;
        try
        {
            return reader.GetString()!.Contains('\0', StringComparison.Ordinal) ? "ký tự NUL trong chuỗi" : null;
        }
        catch (InvalidOperationException)
        {
            return "nửa cặp surrogate trong chuỗi";
        }
    }

    private static string? NumberFault(ref Utf8JsonReader reader) =>
        reader.TryGetDouble(out var number) && double.IsFinite(number) && (number != 0 || !reader.ValueSpan.ContainsAnyInRange((byte)'1', (byte)'9') || IsZero(reader.ValueSpan))
            ? null
            : "số ngoài phạm vi";

    // 0e5 and 0.0e-3 are zero; 1e-9999 only looks like it and would be lost.
    private static bool IsZero(ReadOnlySpan<byte> number)
    {
        var exponent = number.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = exponent < 0 ? number : number[..exponent];
        return !mantissa.ContainsAnyInRange((byte)'1', (byte)'9');
    }
}
