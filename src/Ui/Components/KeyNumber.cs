using LienThong.Kernel.Time;

namespace LienThong.Ui;

/// <summary>One number of a command centre: value, target, trend, owner and, when it is red, why. Its content stands above the foot.</summary>
[HtmlTargetElement("lt-key-number", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class KeyNumberTagHelper : UiTagHelper
{
    public string Title { get; set; } = "";

    /// <summary>Level of the title in the outline of the page: 2 right beneath the page's h1.</summary>
    public int Level { get; set; } = 2;

    /// <summary>The cases behind the number.</summary>
    public string? Href { get; set; }

    /// <summary>Null when there was nothing to measure.</summary>
    public double? Value { get; set; }

    public string? Unit { get; set; }

    /// <summary>For example "Mục tiêu 2026: từ 50%".</summary>
    public string? Target { get; set; }

    /// <summary>good, warn, bad or none; said in words too.</summary>
    public string State { get; set; } = "none";

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<double?> Trend { get; set; } = [];

    /// <summary>Why it is red: in one sentence, from facts.</summary>
    public string? Why { get; set; }

    /// <summary>The body that answers for it.</summary>
    public string? Owner { get; set; }

    public DateTimeOffset? AsOf { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        Become(output, "section", "lt-key", State == "none" ? null : $"lt-key--{State}");
        var html = new Html().Open($"h{Level}", ("class", "lt-key__title")).Add(Chart.Linked(Title, Href)).Close($"h{Level}")
            .Open("p", ("class", "lt-key__value")).Text(Chart.Show(Value, Unit is "%" ? "%" : null));
        if (Unit is not (null or "" or "%")) html.Raw(" ").Leaf("span", Unit, ("class", "lt-key__unit"));
        html.Close("p").Open("p", ("class", "lt-key__target")).Text(Target);
        if (StateWords() is var (status, words)) html.Raw(" ").Add(StatusTagHelper.Render(status, words));
        html.Close("p").Add(SparklineTagHelper.Render(Trend, Unit, (first, last) => T["Từ {0} đến {1}", first, last]));
        if (!string.IsNullOrEmpty(Why)) html.Open("p", ("class", "lt-key__why")).Text(Why).Close("p");
        html.Add(content);
        string?[] foot = [Owner, AsOf is { } at ? T["Lúc {0}", HanoiTime.Show(at)].Value : null];
        var known = foot.Where(part => !string.IsNullOrEmpty(part)).ToList();
        if (known.Count > 0) html.Leaf("p", string.Join(" · ", known), ("class", "lt-key__foot"));
        output.Content.SetHtmlContent(html);
    }

    private (string Status, string Words)? StateWords() => State switch
    {
        "good" => ("done", T["Đạt"]),
        "warn" => ("waiting", T["Gần đạt"]),
        "bad" => ("late", T["Chưa đạt"]),
        _ => null,
    };
}
