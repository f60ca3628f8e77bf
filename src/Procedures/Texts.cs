namespace LienThong.Procedures;

/// <summary>Names the texts of this module: Vietnamese stands in the pages, English in Texts.en.resx.</summary>
internal sealed class Texts;
