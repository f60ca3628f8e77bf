namespace LienThong.Ui;

/// <summary>What the frame of every page says and where its links go; section <c>Ui</c> of the configuration.</summary>
public sealed record UiOptions
{
    /// <summary>The agency that runs this instance, beneath the product name.</summary>
    public string Agency { get; set; } = "Uỷ ban nhân dân tỉnh Bắc Ninh";

    public string SignInPath { get; set; } = "/sign-in";

    /// <summary>Takes a POST with the antiforgery token.</summary>
    public string SignOutPath { get; set; } = "/sign-out";

    public string AccountPath { get; set; } = "/account";

    /// <summary>The documentation, linked in the footer; null where there is none.</summary>
    public string? DocsPath { get; set; }
}
