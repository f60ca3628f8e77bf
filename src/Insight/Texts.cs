namespace LienThong.Insight;

/// <summary>Names the texts of this module for <c>IStringLocalizer&lt;Texts&gt;</c>: Vietnamese is the key, English is in Texts.en.resx.</summary>
internal sealed class Texts;
