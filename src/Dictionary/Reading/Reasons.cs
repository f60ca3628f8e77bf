namespace LienThong.Dictionary.Reading;

static class Reasons
{
    public const string Published = "Decree 278/2025: lists of fields, databases and replaced papers are published; they hold no personal data.";
}
