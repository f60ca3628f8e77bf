namespace LienThong.Ui;

/// <summary>Names the texts of this module for <c>IStringLocalizer&lt;Texts&gt;</c>: Vietnamese is the key, Texts.en.resx has the English.</summary>
internal sealed class Texts;
