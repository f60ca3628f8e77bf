using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace LienThong.Kernel.Results;

interface IResultOutcome
{
    bool Failed { get; }
}

/// <summary>What a use case answers when law or users can refuse it. Bugs and broken machines stay exceptions.</summary>
public readonly struct Result : IResult, IResultOutcome
{
    private Result(Faults? faults) => FaultsOrNull = faults;

    public static Result Done => default;

    private Faults? FaultsOrNull { get; }

    public bool Failed => FaultsOrNull is not null;

    public Faults Faults => FaultsOrNull ?? throw new InvalidOperationException("A result that was not refused has no faults.");

    public static Result Refused(Faults faults) => new(faults);

    public static implicit operator Result(Error error) => new(error);

    public static implicit operator Result(Fault fault) => new(fault);

    public static implicit operator Result(Faults faults) => new(faults);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Failed) return Problems.Write(httpContext, Faults);
        httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}

/// <summary>Either a value or the faults for which it was refused.</summary>
public readonly struct Result<T> : IResult, IResultOutcome
{
    private readonly T? value;
    private readonly Faults? faults;

    private Result(T? value, Faults? faults) => (this.value, this.faults) = (value, faults);

    [MemberNotNullWhen(false, nameof(ValueOrDefault))]
    public bool Failed => faults is not null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The result was refused.</exception>
    public T Value => faults is null ? value! : throw new InvalidOperationException($"Refused: {faults[0].Error.Code}.");

    public T? ValueOrDefault => value;

    public Faults Faults => faults ?? throw new InvalidOperationException("A result that was not refused has no faults.");

    public static Result<T> Refused(Faults faults) => new(default, faults);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);

    public static implicit operator Result<T>(Fault fault) => new(default, fault);

    public static implicit operator Result<T>(Faults faults) => new(default, faults);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Failed) return Problems.Write(httpContext, Faults);
        if (value is IResult custom) return custom.ExecuteAsync(httpContext);
        return httpContext.Response.WriteAsJsonAsync(value, httpContext.RequestAborted);
    }
}
