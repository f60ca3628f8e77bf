using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace LienThong.Ui;

/// <summary>
/// A date in three boxes in the Vietnamese order ngày, tháng, năm; the form sends <c>name.day</c>, <c>name.month</c>, <c>name.year</c>.
/// The value is ISO text and may be partial: 1950-03-07, 1950-03 or 1950.
/// </summary>
[HtmlTargetElement("lt-date-input", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateInputTagHelper : FieldTagHelper
{
    /// <summary>The date of birth of the person who fills in: lets the browser offer it.</summary>
    public bool Birthday { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.Clear();
        var about = Group(output);
        var parts = (Value ?? "").Split('-');
        string? Part(int i) => i < parts.Length && parts[i].Length > 0 ? parts[i].TrimStart('0') : null;
        var boxes = new Html().Open("div", ("class", "govuk-date-input"));
        Box(boxes, Id, "day", T["Ngày"], Part(2), 2);
        Box(boxes, $"{Id}-month", "month", T["Tháng"], Part(1), 2);
        Box(boxes, $"{Id}-year", "year", T["Năm"], Part(0), 4);
        output.Content.SetHtmlContent(Fieldset(about, boxes.Close("div"), "group"));
    }

    private void Box(Html boxes, string id, string part, string label, string? value, int width)
    {
        var name = $"{Name}.{part}";
        var anyPartNamed = Faults.Names($"{Name}.day") || Faults.Names($"{Name}.month") || Faults.Names($"{Name}.year");
        var wrong = HasFault && (!anyPartNamed || Faults.Names(name));
        var typed = Faults.Typed(name) is [var text, ..] ? text : value;
        var kind = Names.Classes($"govuk-input govuk-date-input__input govuk-input--width-{width}", wrong ? "govuk-input--error" : null);
        boxes.Open("div", ("class", "govuk-date-input__item")).Open("div", ("class", "govuk-form-group"))
            .Leaf("label", label, ("class", "govuk-label govuk-date-input__label"), ("for", id))
            .Open("input", ("class", kind), ("id", id), ("name", name), ("type", "text"), ("inputmode", "numeric"),
                ("value", string.IsNullOrEmpty(typed) ? null : typed), ("autocomplete", Birthday ? $"bday-{part}" : null))
            .Close("div").Close("div");
    }
}

/// <summary>Reads what lt-date-input sends.</summary>
public static class DateInput
{
    /// <summary>
    /// The boxes as ISO text, partial when only the year, or year and month, are filled; null when all are empty.
    /// What is not a date comes back as typed (for example 31/02/2026), so that the rule that parses it can refuse it with its own message.
    /// </summary>
    public static string? Read(IFormCollection form, string name)
    {
        string Box(string part) => form[$"{name}.{part}"].ToString().Trim();
        var (day, month, year) = (Box("day"), Box("month"), Box("year"));
        if (day.Length == 0 && month.Length == 0 && year.Length == 0) return null;
        var typed = string.Join('/', new[] { day, month, year }.Where(part => part.Length > 0));
        if (!TryNumber(year, 4, out var y) || y < 1) return typed;
        if (month.Length == 0 && day.Length == 0) return $"{y:0000}";
        if (!TryNumber(month, 2, out var m) || m is < 1 or > 12) return typed;
        if (day.Length == 0) return $"{y:0000}-{m:00}";
        return TryNumber(day, 2, out var d) && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? $"{y:0000}-{m:00}-{d:00}" : typed;
    }

    private static bool TryNumber(string text, int digits, out int number)
    {
        number = 0;
        return text.Length <= digits && text.All(char.IsAsciiDigit) && int.TryParse(text, CultureInfo.InvariantCulture, out number);
    }
}
