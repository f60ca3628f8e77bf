namespace LienThong.Ledger;

/// <summary>Names the texts of this module: Vietnamese is the key, English is in Texts.en.resx.</summary>
internal sealed class Texts;
