using LienThong.Kernel.Results;

namespace LienThong.Programme.Import;

/// <summary>Bytes of a plan document → what was understood of it, or a clear refusal.</summary>
internal static class ReadPlanFile
{
    public static Result<ParsedPlan> Read(ReadOnlySpan<byte> bytes)
    {
        var (lines, fault) = PlanText.Read(bytes);
        if (Refusal(fault) is { } refusal) return refusal;
        var plan = PlanReader.Read(lines);
        return plan.Empty ? ProgrammeErrors.NothingFound : plan;
    }

    private static Error? Refusal(TextFault fault) => fault switch
    {
        TextFault.None => null,
        TextFault.Empty => ProgrammeErrors.FileEmpty,
        TextFault.TooLarge => ProgrammeErrors.FileTooLarge,
        TextFault.Document => ProgrammeErrors.FileIsDocument,
        TextFault.Binary => ProgrammeErrors.FileBinary,
        TextFault.Garbled => ProgrammeErrors.FileGarbled,
        _ => ProgrammeErrors.FileNotUnicode,
    };
}
