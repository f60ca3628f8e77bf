using System.Globalization;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace LienThong.Ui;

/// <summary>One fault of a form: its field (form name or JSON pointer, empty for the whole form) and what to do about it.</summary>
public sealed record FieldFault(string Field, string Message);

/// <summary>
/// What is wrong with the form that a person sent, and what the person typed. Field helpers read their message and keep the typed value
/// from here; a page puts it in with <see cref="PageFaults.Refused(Microsoft.AspNetCore.Mvc.RazorPages.PageModel, FormFaults)"/>.
/// </summary>
public sealed class FormFaults
{
    private const string ViewDataKey = "LienThong.FormFaults";
    private readonly HashSet<string> shown = new(StringComparer.Ordinal);
    private readonly IFormCollection? typed;

    public static readonly FormFaults None = new([], null);

    public FormFaults(IReadOnlyList<FieldFault> faults, IFormCollection? typed)
    {
        All = faults;
        this.typed = typed;
    }

    /// <summary>The faults of a use case, in the reader's language; their pointers name the form fields.</summary>
    public FormFaults(Faults faults, IFormCollection? typed)
        : this(faults.Select(fault => new FieldFault(fault.Field ?? "", fault.Text(CultureInfo.CurrentUICulture))).ToArray(), typed)
    {
    }

    public IReadOnlyList<FieldFault> All { get; }

    /// <summary>The faults of this page, or none.</summary>
    public static FormFaults Of(ViewDataDictionary viewData) => viewData[ViewDataKey] as FormFaults ?? None;

    /// <summary>Lets every field helper of this page see the faults.</summary>
    public void PutInto(ViewDataDictionary viewData) => viewData[ViewDataKey] = this;

    /// <summary>The messages of one field and, for a field made of parts such as a date, of its parts.</summary>
    public IEnumerable<string> MessagesFor(string name) => All.Where(fault => Concerns(fault, name)).Select(fault => fault.Message);

    /// <summary>True when a fault names this very part of a field.</summary>
    public bool Names(string name) => All.Any(fault => Ui.Names.Key(fault.Field) == Ui.Names.Key(name));

    /// <summary>True when a form came back, so that a box without a value is a box that the person left empty.</summary>
    public bool HasTyped => typed is not null;

    /// <summary>What the person typed or chose; null when the form had no such field.</summary>
    public IReadOnlyList<string>? Typed(string name) =>
        typed is not null && typed.TryGetValue(name, out var values) ? values.OfType<string>().ToArray() : null;

    internal void Shows(string name)
    {
        if (!ReferenceEquals(this, None)) shown.Add(Ui.Names.Key(name));
    }

    /// <summary>The id of the field in this page that the fault is about; null when the page shows no such field.</summary>
    internal string? TargetOf(FieldFault fault)
    {
        var key = Ui.Names.Key(fault.Field);
        if (key.Length == 0) return null;
        if (shown.Contains(key)) return Ui.Names.Id(fault.Field);
        var parent = key.LastIndexOf('/');
        if (parent < 0 || !shown.Contains(key[..parent])) return null;
        return Ui.Names.Id(fault.Field.TrimEnd(']')[..fault.Field.LastIndexOfAny(['/', '.', '['])]);
    }

    private static bool Concerns(FieldFault fault, string name)
    {
        var (key, field) = (Ui.Names.Key(name), Ui.Names.Key(fault.Field));
        return field == key || (field.StartsWith(key, StringComparison.Ordinal) && field.Length > key.Length && field[key.Length] == '/');
    }
}
