namespace LienThong.Web;

/// <summary>Names the texts of the front pages: Vietnamese stands in the pages, English in Texts.en.resx.</summary>
sealed class Texts;
