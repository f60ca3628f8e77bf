using System.Globalization;

namespace LienThong.Kernel.Results;

/// <summary>One refusal of the catalogue. Its code is permanent: it is never reused for another meaning.</summary>
/// <param name="Code">Three letters of the module and four digits: <c>POP-0004</c>.</param>
/// <param name="Status">The HTTP status that it answers with.</param>
/// <param name="Vi">What happened and what to do, in Vietnamese; <c>{0}</c> are holes for arguments, never personal data.</param>
/// <param name="En">The same in English.</param>
public sealed record Error(string Code, int Status, string Vi, string En)
{
    /// <summary>This refusal, pointing at the input that caused it (a JSON pointer such as <c>/commune</c>).</summary>
    public Fault At(string pointer) => new(this, pointer, []);

    /// <summary>This refusal with the holes of its text filled.</summary>
    public Fault With(params object[] args) => new(this, null, args);

    /// <summary>The failed result of a method that answers a <typeparamref name="TAnswer"/>, when that is a result type.</summary>
    internal TAnswer? As<TAnswer>()
    {
        if (typeof(TAnswer) == typeof(Result)) return (TAnswer)(object)(Result)this;
        var from = typeof(TAnswer).GetMethod(nameof(Result<int>.Refused), [typeof(Faults)]);
        return from is null ? default : (TAnswer?)from.Invoke(null, [new Faults([new Fault(this, null, [])])]);
    }
}

/// <summary>One thing wrong with a request: what, where, with which arguments.</summary>
public sealed record Fault(Error Error, string? Pointer, IReadOnlyList<object> Args)
{
    public static implicit operator Fault(Error error) => new(error, null, []);

    /// <summary>The same fault, pointing at an input.</summary>
    public Fault At(string pointer) => this with { Pointer = pointer };

    /// <summary>The sentence for people, in the language of the reader.</summary>
    public string Text(CultureInfo culture) =>
        string.Format(culture, culture.TwoLetterISOLanguageName == "en" ? Error.En : Error.Vi, [.. Args]);

    /// <summary>The name of the form field that the pointer means: <c>/child/name</c> is <c>child.name</c>.</summary>
    public string? Field => Pointer?.TrimStart('/').Replace('/', '.');
}

/// <summary>All faults of one request, never only the first.</summary>
public sealed class Faults(IReadOnlyList<Fault> all) : List<Fault>(all)
{
    public static implicit operator Faults(Fault fault) => new([fault]);

    public static implicit operator Faults(Error error) => new([error]);
}

/// <summary>Collects every fault of an input before anything is done with it.</summary>
public sealed class Check
{
    public Faults Faults { get; } = new([]);

    public bool Ok => Faults.Count == 0;

    /// <summary>Notes <paramref name="error"/> at <paramref name="pointer"/> unless <paramref name="ok"/>.</summary>
    public bool That(bool ok, string pointer, Error error)
    {
        if (!ok) Faults.Add(error.At(pointer));
        return ok;
    }

    /// <summary>Notes a fault that has arguments.</summary>
    public bool That(bool ok, Fault fault)
    {
        if (!ok) Faults.Add(fault);
        return ok;
    }
}
