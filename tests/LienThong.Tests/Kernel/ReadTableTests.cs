using System.Text;
using LienThong.Kernel.Files;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;

namespace LienThong.Tests.Kernel;

public sealed class ReadTableTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("utf-8"), InlineData("utf-16"), InlineData("utf-16BE")]
    public async Task Unicode_with_and_without_a_mark_reads_the_same(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        foreach (var mark in new[] { Array.Empty<byte>(), encoding.GetPreamble() })
        {
            var (head, rows) = await Read([.. mark, .. encoding.GetBytes("Họ tên;Xã\r\nTrần Minh Hoà;\"Thôn; 1\"\r\n")]);
            head.Columns.ShouldBe(["Họ tên", "Xã"]);
            rows.Single().Cells.ShouldBe(["Trần Minh Hoà", "Thôn; 1"]);
        }
    }

    [Fact]
    public async Task Bytes_of_old_fonts_spreadsheets_and_garbled_text_are_refused_as_a_whole()
    {
        (await Refusal([.. "so,ten\n1,Nguy"u8, 0xD4, .. "n V"u8, 0xA8, .. "n An\n"u8])).ShouldBe(KernelErrors.FileNotUnicode);
        (await Refusal("PK\u0003\u0004...."u8.ToArray())).ShouldBe(KernelErrors.FileNoTable);
        (await Refusal(Encoding.UTF8.GetBytes("ten\n" + string.Concat(Enumerable.Repeat("NguyÔn V¨n Hïng, TrÇn ThÞ H¹nh\n", 20))))).ShouldBe(KernelErrors.FileGarbled);
        (await Refusal(Encoding.UTF8.GetBytes("ten\n" + string.Concat(Enumerable.Repeat("Nguyá»…n VÄƒn HÃ¹ng\n", 20))))).ShouldBe(KernelErrors.FileGarbled);
        (await Refusal([])).ShouldBe(KernelErrors.FileEmpty);
    }

    [Fact]
    public async Task A_mark_that_does_not_close_costs_one_line_and_right_rows_keep_their_line_breaks()
    {
        var (_, rows) = await Read(Encoding.UTF8.GetBytes("a,b\n1,\"x\ny\"\n2,\"open\n3,\"q \"\"in\"\" q\"\n4,'=1+1\n5\n6,a,b\n7,\"x\" y\n8,\0\n9,ok"));
        rows.Select(r => (r.Line, r.Fault)).ShouldBe(
            [(2, RowFault.None), (4, RowFault.Quote), (5, RowFault.None), (6, RowFault.None), (7, RowFault.CellCount), (8, RowFault.CellCount), (9, RowFault.Quote), (10, RowFault.Control), (11, RowFault.None)]);
        rows[0].Cells[1].ShouldBe("x\ny");
        rows[2].Cells[1].ShouldBe("q \"in\" q");
        rows[3].Cells[1].ShouldBe("=1+1");
        rows[1].Raw.ShouldBe("2,\"open");
    }

    [Fact]
    public async Task Parts_hold_whole_rows_whatever_their_size()
    {
        var text = new StringBuilder("a,b\n");
        for (var i = 0; i < 60_000; i++) text.Append(i).Append(",\"line one of ").Append(i).Append("\nline two, with a comma and some length to it\"\n");
        var opened = (await ReadTable.Open(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), Ct)).Value;
        var (parts, rows, line) = (0, 0, 2L);
        await foreach (var part in opened.Parts(Ct))
        {
            parts++;
            foreach (var row in TableRows.Of(opened.Head, part))
            {
                row.ShouldSatisfyAllConditions(r => r.Fault.ShouldBe(RowFault.None), r => r.Line.ShouldBe(line));
                row.Cells[0].ShouldBe($"{rows++}");
                line += 2;
            }
        }
        (parts > 2, rows).ShouldBe((true, 60_000));
    }

    [Fact]
    public async Task Objects_on_lines_are_rows()
    {
        var (head, rows) = await Read(Encoding.UTF8.GetBytes("{\"ten\":\"An\",\"tuoi\":5}\n{\"tuoi\":null,\"ten\":\"Bình\",\"them\":{\"x\":1}}\nkhông phải\n{\"ten\":\"a\",\"ten\":\"b\"}\n{\"ten\":\"a\\u0000\"}\n"));
        head.Columns.ShouldBe(["ten", "tuoi", "them"]);
        rows[0].Cells.ShouldBe(["An", "5", null]);
        rows[1].Cells.ShouldBe(["Bình", null, "{\"x\":1}"]);
        rows.Skip(2).Select(r => r.Fault).ShouldBe([RowFault.Json, RowFault.Json, RowFault.Control]);
    }

    [Fact]
    public void A_cell_for_a_spreadsheet_is_never_a_formula()
    {
        TableRows.Neutral("=HYPERLINK(1)").ShouldBe("'=HYPERLINK(1)");
        TableRows.Neutral("+84 10").ShouldBe("'+84 10");
        TableRows.Neutral("An").ShouldBe("An");
        TableRows.Quote("a,\"b\"", ',').ShouldBe("\"a,\"\"b\"\"\"");
    }

    [Theory]
    [InlineData("ngày 07 tháng 3 năm 1950", "1950-03-07"), InlineData("tháng 3 năm 1950", "1950-03"), InlineData("Tháng 3/1950", "1950-03"), InlineData("năm 1950", "1950"), InlineData("07031950", "1950-03-07")]
    [InlineData("7/3/1950", "1950-03-07"), InlineData("1950-03-07 00:00:00", "1950-03-07"), InlineData("00/00/1950", "1950"), InlineData("18329", null), InlineData("31/02/1950", null), InlineData("ngày 31 tháng 2 năm 1950", null), InlineData("hôm qua", null)]
    public void Dates_are_read_as_papers_write_them(string written, string? expected) =>
        (WrittenDate.TryParse(written, out var date) ? date.ToString() : null).ShouldBe(expected);

    private static async Task<(TableHead Head, List<TableRow> Rows)> Read(byte[] bytes)
    {
        var opened = (await ReadTable.Open(new MemoryStream(bytes), Ct)).Value;
        List<TableRow> rows = [];
        await foreach (var part in opened.Parts(Ct)) rows.AddRange(TableRows.Of(opened.Head, part));
        opened.Broken.ShouldBeNull();
        return (opened.Head, rows);
    }

    private static async Task<Error> Refusal(byte[] bytes)
    {
        var opened = await ReadTable.Open(new MemoryStream(bytes), Ct);
        return opened.Faults[0].Error;
    }
}
