using System.Text.RegularExpressions;
using LienThong.Kernel.Text;
using LienThong.Procedures.Definitions;

namespace LienThong.Procedures.Forms;

/// <summary>
/// Reads what a person wrote into canonical values and tells every fault at once, each at its field. It knows nothing about places and
/// persons that only a register can confirm: the caller resolves communes before and checks persons after.
/// </summary>
internal static partial class AnswerCheck
{
    /// <summary>The canonical form of what was written, or null when it is empty.</summary>
    public static string? Canonical(Question question, string? written)
    {
        var text = written is null ? "" : VietnameseText.Normalise(written);
        if (text.Length == 0) return null;
        return question.Kind switch
        {
            AnswerKind.Date => DisplayForms.ParseDate(text) ?? text,
            AnswerKind.Number => Digits(text),
            AnswerKind.Phone => Phone(text),
            AnswerKind.Email => text.ToLowerInvariant(),
            _ => text,
        };
    }

    /// <summary>Everything that is wrong or missing in the lines that the applicant answers.</summary>
    /// <param name="form">The form as it stands.</param>
    /// <param name="lines">The lines to look at: one page, or all before filing.</param>
    /// <param name="today">Hà Nội date.</param>
    public static Faults Faults(FormState form, IEnumerable<FormLine> lines, DateOnly today)
    {
        var check = new Check();
        foreach (var line in lines.Where(l => l.Visible && l.Origin is AnswerOrigin.Typed or AnswerOrigin.Changed)) One(check, form, line, today);
        return check.Faults;
    }

    private static void One(Check check, FormState form, FormLine line, DateOnly today)
    {
        var (question, label, at) = (line.Question, line.Question.Label.Here, "/" + line.Key);
        if (line.Value is not { Length: > 0 } value)
        {
            check.That(!question.Required, ProceduresErrors.AnswerMissing.With(label).At(at));
            return;
        }
        if (!check.That(question.Kind is AnswerKind.People || value.Length <= question.MaxLength, ProceduresErrors.AnswerTooLong.With(label, question.MaxLength).At(at))) return;
        var wrong = Wrong(question, value, form, today);
        if (wrong is not null) check.That(false, wrong.With(label).At(at));
    }

    private static Error? Wrong(Question question, string value, FormState form, DateOnly today) => question.Kind switch
    {
        AnswerKind.Name => NameForm().IsMatch(value) ? null : ProceduresErrors.NameUnreadable,
        AnswerKind.Date => DisplayForms.ParseDate(value) is not { } iso ? ProceduresErrors.DateUnreadable
            : DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) > today ? ProceduresErrors.DateInFuture : null,
        AnswerKind.Number => NumberForm().IsMatch(value) ? null : ProceduresErrors.NumberUnreadable,
        AnswerKind.Phone => PhoneForm().IsMatch(value) ? null : ProceduresErrors.PhoneUnreadable,
        AnswerKind.Email => EmailForm().IsMatch(value) ? null : ProceduresErrors.EmailUnreadable,
        AnswerKind.Commune => CommuneForm().IsMatch(value) ? null : ProceduresErrors.CommuneUnknown,
        AnswerKind.Choice => FormEngine.OptionsOf(question, form.Facts, form.Lines).Any(o => string.Equals(o.Code, value, StringComparison.Ordinal))
            ? null : ProceduresErrors.ChoiceUnknown,
        AnswerKind.People => PeopleKnown(question, value, form) ? null : ProceduresErrors.PersonNotInHousehold,
        _ => question.Pattern is { } pattern && !Regex.IsMatch(value, pattern, RegexOptions.NonBacktracking) ? ProceduresErrors.ChoiceUnknown : null,
    };

    private static bool PeopleKnown(Question question, string value, FormState form)
    {
        var offered = PersonChoice.Read(question.OptionsFrom is { } from ? form.Facts.Known(from)?.Value : null);
        return PersonChoice.Read(value).All(chosen => offered.Any(o => o.Number is not null && string.Equals(o.Number, chosen.Number, StringComparison.Ordinal)));
    }

    private static string Digits(string text) => string.Concat(text.Where(c => c is not (' ' or '.' or '-')));

    private static string Phone(string text)
    {
        var digits = Digits(text);
        return digits.StartsWith("+84", StringComparison.Ordinal) ? "0" + digits[3..] : digits;
    }

    // Names of all peoples of Vietnam: letters with marks, apostrophes and hyphens (H'Hen Niê, Y Moan); at least two words.
    [GeneratedRegex(@"^[\p{L}\p{M}'\-]+( [\p{L}\p{M}'\-]+)+$")]
    private static partial Regex NameForm();

    [GeneratedRegex("^[0-9]{12}$")]
    private static partial Regex NumberForm();

    [GeneratedRegex("^0(3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-9])[0-9]{7}$")]
    private static partial Regex PhoneForm();

    [GeneratedRegex(@"^[^@\s]{1,64}@[^@\s]+\.[^@\s]{2,}$")]
    private static partial Regex EmailForm();

    [GeneratedRegex("^[0-9]{5}$")]
    private static partial Regex CommuneForm();
}
