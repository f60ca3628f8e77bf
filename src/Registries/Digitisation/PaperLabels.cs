using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Content;
using LienThong.Kernel.Time;

namespace LienThong.Registries.Digitisation;

/// <summary>What stands printed before the value of a field.</summary>
internal sealed record FieldLabels(FieldCode Field, IReadOnlyList<string> Texts)
{
    /// <summary>The value is the name of an agency; the register keeps its code.</summary>
    public bool Agency { get; init; }
}

/// <summary>The labels of one kind of paper; <paramref name="Subject"/>: before the number of the person whom it is about.</summary>
internal sealed record PaperForm(string Registry, IReadOnlyList<string> Subject, IReadOnlyList<FieldLabels> Labels, DateOnly EffectiveFrom, string LegalBasis) : ILegal
{
    public DateOnly? EffectiveTo { get; init; }

    public Certainty Confidence { get; init; } = Certainty.H;
}

/// <summary>Labels on papers as <c>content/digitisation</c> gives them. A register without its own uses the names of its fields.</summary>
internal sealed class PaperLabels(IReadOnlyList<PaperForm> forms)
{
    /// <summary>Stands for the number of the person whom the record is about; not a field of the register.</summary>
    public static readonly FieldCode Subject = new("person.number");

    private static readonly string[] SubjectTexts = ["Số định danh cá nhân", "Số định danh", "Số CCCD"];

    public sealed record LabelFile(IReadOnlyList<PaperForm> Papers);

    public static PaperLabels Read(ContentFolder content) => new([.. content.Yaml<LabelFile>("digitisation/*.yaml").SelectMany(f => f.Value.Papers)]);

    public static void Check(ContentFolder content, DictionaryEdition dictionary, ContentReport report)
    {
        foreach (var file in content.Yaml<LabelFile>("digitisation/*.yaml"))
        {
            foreach (var unknown in file.Value.Papers.SelectMany(p => p.Labels).Where(l => dictionary.Field(l.Field) is null)) report.Fault(file.File, 0, $"Không có trường “{unknown.Field}” trong từ điển. Sửa mã.");
        }
    }

    /// <summary>How the values of a register's papers are written.</summary>
    public FieldText Words(RegistryDefinition registry, DictionaryEdition dictionary, IDirectory directory, DateOnly on) =>
        new(dictionary, directory, Of(registry, dictionary, on).Where(l => l.Agency).Select(l => l.Field).ToHashSet(), on);

    /// <summary>Every field of a register with what may be printed before it; the person's number first.</summary>
    public IReadOnlyList<FieldLabels> Of(RegistryDefinition registry, DictionaryEdition dictionary, DateOnly on)
    {
        var form = Effective.At(forms.Where(f => f.Registry == registry.Code), on);
        return
        [
            new(Subject, form?.Subject ?? SubjectTexts),
            .. registry.Fields.Select(f => Printed(f, form?.Labels.FirstOrDefault(l => l.Field == f), dictionary)),
        ];
    }

    private static FieldLabels Printed(FieldCode field, FieldLabels? printed, DictionaryEdition dictionary) =>
        new(field, [.. printed?.Texts ?? [], .. dictionary.Field(field) is { } known ? new[] { known.Vi } : []]) { Agency = printed?.Agency ?? false };
}
