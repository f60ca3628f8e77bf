using System.Diagnostics.CodeAnalysis;

namespace LienThong.Identity.Jose;

/// <summary>What a check answers: the value, or why it was refused (for logs and error descriptions; never holds token content).</summary>
internal readonly record struct Checked<T>(T? Value, string? Refusal)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Ok => Refusal is null;

    public static Checked<T> No(string why) => new(null, why);

    public static implicit operator Checked<T>(T value) => new(value, null);
}
