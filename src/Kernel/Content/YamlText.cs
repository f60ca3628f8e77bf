using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LienThong.Kernel.Content;

/// A node of a YAML document with its place. Only what our files need: scalars, lists, maps.
internal abstract record YamlNode(int Line, int Column);

internal sealed record YamlScalar(string Text, bool Plain, int Line, int Column) : YamlNode(Line, Column)
{
    /// Nothing, ~ or null, written without quotes.
    public bool IsNull => Plain && Text is "" or "~" or "null";
}

internal sealed record YamlList(List<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column);

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);

internal sealed record YamlMap(List<YamlEntry> Entries, int Line, int Column) : YamlNode(Line, Column);

/// Parses the text of one file. YamlDotNet's own document model stops at the first duplicate key; this one keeps going and tells them all.
internal sealed class YamlText
{
    private const int DeepestNesting = 40;

    private readonly string file;
    private readonly List<ContentFault> faults;
    private readonly Parser parser;

    private YamlText(string file, string text, List<ContentFault> faults)
    {
        (this.file, this.faults) = (file, faults);
        parser = new Parser(new StringReader(text));
    }

    /// The document, or null when its text is not YAML (then `faults` says why).
    public static YamlNode? Parse(string file, string text, List<ContentFault> faults)
    {
        try
        {
            return new YamlText(file, text, faults).Document();
        }
        catch (YamlException wrong)
        {
            faults.Add(new(file, (int)wrong.Start.Line, (int)wrong.Start.Column,
                $"Không đọc được YAML từ đây: {wrong.Message} Xem lại thụt lề, dấu hai chấm và dấu nháy."));
            return null;
        }
    }

    private YamlNode? Document()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            faults.Add(new(file, 0, 0, "Tệp trống. Điền nội dung, hoặc xóa tệp."));
            return null;
        }
        var root = Node(0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
            faults.Add(At(second.Start, "Mỗi tệp chỉ có một tài liệu. Chuyển phần sau dấu “---” sang tệp khác."));
        return root;
    }

    private YamlNode Node(int depth)
    {
        var start = parser.Current?.Start ?? Mark.Empty;
        if (depth > DeepestNesting) throw new YamlException(start, start, "lồng nhau quá sâu.");
        if (parser.TryConsume<AnchorAlias>(out _))
        {
            faults.Add(At(start, "Không dùng bí danh (*). Viết lại nội dung ở đây."));
            return new YamlScalar("", Plain: true, Line(start), Column(start));
        }
        if (parser.Accept<NodeEvent>(out var node) && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty))
            faults.Add(At(start, "Không dùng neo (&) và nhãn (!). Xóa chúng đi."));
        if (parser.TryConsume<Scalar>(out var scalar))
            return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, Line(start), Column(start));
        return parser.TryConsume<SequenceStart>(out _) ? List(start, depth) : Map(start, depth);
    }

    private YamlList List(Mark start, int depth)
    {
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(depth + 1));
        return new YamlList(items, Line(start), Column(start));
    }

    private YamlMap Map(Mark start, int depth)
    {
        parser.Consume<MappingStart>();
        var entries = new List<YamlEntry>();
        var first = new Dictionary<string, YamlScalar>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1);
            var value = Node(depth + 1);
            if (key is not YamlScalar name)
                faults.Add(new(file, key.Line, key.Column, "Khóa phải là một từ, không phải danh sách hay bảng."));
            else if (first.TryGetValue(name.Text, out var earlier))
                faults.Add(new(file, name.Line, name.Column, $"Khóa “{name.Text}” đã có ở dòng {earlier.Line}. Giữ lại một chỗ."));
            else
            {
                first.Add(name.Text, name);
                entries.Add(new YamlEntry(name, value));
            }
        }
        return new YamlMap(entries, Line(start), Column(start));
    }

    private ContentFault At(Mark mark, string text) => new(file, Line(mark), Column(mark), text);

    private static int Line(Mark mark) => (int)mark.Line;

    private static int Column(Mark mark) => (int)mark.Column;
}
