namespace LienThong.Ui;

/// <summary>Attach a file. The form needs <c>enctype="multipart/form-data"</c>.</summary>
[HtmlTargetElement("lt-file-upload", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FileUploadTagHelper : FieldTagHelper
{
    /// <summary>As in HTML, for example ".pdf,image/*".</summary>
    public string? Accept { get; set; }

    public bool Multiple { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var passed = TakePassed(output);
        var about = Group(output);
        var input = new Html().Open("input", [
            ("class", Names.Classes("govuk-file-upload", HasFault ? "govuk-file-upload--error" : null)),
            ("id", Id), ("name", Name), ("type", "file"),
            ("accept", Accept), ("multiple", Multiple ? "" : null), ("aria-describedby", DescribedBy)], passed);
        output.Content.SetHtmlContent(LabelFor(Id).Add(about).Add(input));
    }
}
