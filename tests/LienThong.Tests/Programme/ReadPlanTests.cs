using System.Text;
using LienThong.Programme;
using LienThong.Programme.Import;

namespace LienThong.Tests.Programme;

public sealed class ReadPlanTests
{
    [Fact]
    public void A_table_with_bars_gives_targets_with_both_horizons_and_their_comparators()
    {
        var plan = PlanFiles.Read(PlanFiles.Bars);

        plan.Targets.Select(t => t.Code).ShouldBe(["I.1", "I.2", "I.3", "I.4"]);
        plan.Targets[0].Values.ShouldBe([
            new TargetValue(2027, Comparator.AtLeast, 45, "%", "45%"),
            new TargetValue(2030, Comparator.AtLeast, 72.5m, "%", "≥ 72,5%")]);
        plan.Targets[1].Values[0].Comparator.ShouldBe(Comparator.AtMost);
        plan.Targets[1].Values[1].Comparator.ShouldBe(Comparator.Empty);
        plan.Targets[2].Values.Select(v => v.Comparator).ShouldBe([Comparator.Done, Comparator.Above]);
        plan.Targets[3].Values.ShouldAllBe(v => v.Comparator == Comparator.Empty && v.Value == null);
        plan.Doubtful.ShouldBeEmpty();
    }

    [Fact]
    public void The_particulars_of_the_plan_are_read_from_its_prose()
    {
        var plan = PlanFiles.Read(PlanFiles.Bars);

        plan.Head.Number.ShouldBe("12/QĐ-SXD");
        plan.Head.Date.ShouldBe(new DateOnly(2027, 2, 5));
        (plan.Head.FromYear, plan.Head.ToYear).ShouldBe((2027, 2030));
        plan.Head.Issuer.ShouldBe("Sở Xây dựng");
        plan.Reporting.Single().Day.ShouldBe(12);
    }

    [Fact]
    public void A_row_cut_by_a_page_break_is_whole_again_also_under_a_header_that_lost_a_column()
    {
        var task = PlanFiles.Read(PlanFiles.Bars).Tasks.Single(t => t.Code == "II.1");

        task.Title.ShouldBe("Nâng cấp phần mềm một cửa bảo đảm dữ liệu được lấy từ kho dùng chung");
        task.Products.ShouldBe(["Phần mềm được nâng cấp và nghiệm thu"]);
    }

    [Fact]
    public void The_single_unnumbered_row_of_a_group_is_a_task_of_its_own()
    {
        var tasks = PlanFiles.Read(PlanFiles.Bars).Tasks;

        tasks.Select(t => t.Code).ShouldBe(["I", "II.1", "II.2"]);
        tasks[0].Number.ShouldBeEmpty();
        tasks[0].Deadlines.Single().ShouldBe(new PlanDeadline(null, DeadlineKind.Quarter, new(2027, 7, 1), new(2027, 9, 30), "Quý III/2027"));
        tasks[2].Products.ShouldBe(["Lớp học"]);
    }

    [Fact]
    public void A_table_with_tabs_is_rejoined_over_page_breaks_in_every_column()
    {
        var plan = PlanFiles.Read(PlanFiles.Tabs);

        plan.Tasks.Select(t => t.Group.ToString()).Distinct().ShouldBe(["I. VIỆC CHUNG", "II. VIỆC RIÊNG"]);
        plan.Tasks[0].Title.ShouldBe("Nối kho dữ liệu về chợ và phòng, chống lãng phí; kho dữ liệu về bến xe");
        plan.Tasks[0].Roles.Select(r => (r.Name, r.Parent)).ShouldBe([("Cục Thử nghiệm", null), ("Cục Cảnh sát", "Bộ Công an"), ("Trung tâm thông tin", "Thanh tra Chính phủ")]);
        plan.Tasks[1].Deadlines.Select(d => (d.Scope, d.Kind)).ShouldBe([("Cổng", DeadlineKind.Month), ("Phần còn lại", DeadlineKind.Regular)]);
        plan.Tasks[1].Roles.Select(r => r.Reading ?? r.Name).ShouldBe(
            ["Bộ Giao thông vận tải", "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Khoa học và Công nghệ", "các bộ, ngành có liên quan"]);
        plan.Tasks[2].Deadlines.Select(d => (d.Scope, d.Due)).ShouldBe([("Cấp sở", new DateOnly(2027, 6, 1)), ("cấp xã", new DateOnly(2027, 12, 1))]);
        plan.Tasks[2].Products.ShouldBe(["Kho hồ sơ.", "Báo cáo."]);
        plan.Tasks[2].Roles.Where(r => r.Role == RoleKind.Lead).Select(r => (r.Name, r.Duty)).ShouldBe([("Bộ Ngoại giao", "liên hệ mời"), ("Bộ Công an", "tổ chức")]);
        plan.Tasks[2].Roles.Where(r => r.Role == RoleKind.Cooperate).Select(r => r.Class).ShouldBe(["class:ministries", "class:provinces"]);
        plan.Doubtful.ShouldBeEmpty();
    }

    [Fact]
    public void Numbered_prose_gives_tasks_and_what_is_no_task_is_listed_as_skipped_or_doubtful()
    {
        var plan = PlanFiles.Read(PlanFiles.Prose);

        plan.Tasks.Select(t => (t.Code, t.Title)).ShouldBe(
            [("II.1", "Xây dựng kho dữ liệu của Sở"), ("II.2", "Tập huấn kỹ năng số cho cán bộ, công chức"), ("II.3", "Rà soát thủ tục")]);
        plan.Tasks.Select(t => t.Deadlines.Single().Kind).ShouldBe([DeadlineKind.Quarter, DeadlineKind.Quarterly, DeadlineKind.Date]);
        plan.Tasks[2].Deadlines[0].Due.ShouldBe(new DateOnly(2027, 6, 30));
        plan.Tasks[1].Products.ShouldBe(["2 lớp tập huấn"]);
        plan.Doubtful.Single().Text.ShouldContain("90%");
        plan.Skipped.ShouldContain(s => s.From == 11 && s.To == 12);
    }

    [Fact]
    public void Line_ends_marks_forms_of_letters_and_lost_trailing_tabs_change_nothing()
    {
        foreach (var text in new[] { PlanFiles.Bars, PlanFiles.Tabs })
        {
            var expected = Titles(PlanFiles.Read(text));
            Titles(PlanFiles.Read(text.Replace("\n", "\r\n", StringComparison.Ordinal))).ShouldBe(expected);
            Titles(PlanFiles.Read('\uFEFF' + text)).ShouldBe(expected);
            Titles(PlanFiles.Read(text.Normalize(NormalizationForm.FormD))).ShouldBe(expected);
            Titles(PlanFiles.Read(text.Replace(' ', '\u00A0'))).ShouldBe(expected);
            Titles(PlanFiles.Read(string.Join('\n', text.Split('\n').Select(l => l.TrimEnd())))).ShouldBe(expected);
            Titles(PlanFiles.Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)])).ShouldBe(expected);
        }
    }

    [Fact]
    public void Columns_are_known_by_their_words_and_not_by_their_order()
    {
        var turned = string.Join('\n', PlanFiles.Tabs.Split('\n').Select(static line =>
        {
            if (!line.Contains('\t')) return line;
            var cells = line.Split('\t').Concat(["", "", "", "", ""]).Take(6).ToArray();
            return string.Join('\t', cells[0], cells[4], cells[2], cells[1], cells[5], cells[3]);
        }));

        Titles(PlanFiles.Read(turned)).ShouldBe(Titles(PlanFiles.Read(PlanFiles.Tabs)));
        PlanFiles.Read(turned).Tasks[0].Deadlines[0].Kind.ShouldBe(DeadlineKind.Year);
    }

    [Fact]
    public void What_is_not_understood_is_told_with_line_text_and_reason_and_the_rest_is_kept()
    {
        var plan = PlanFiles.Read("""
            | STT | Nhiệm vụ | Chủ trì | Thời hạn |
            |---|---|---|---|
            | 1 | Việc một | Bộ Công an | 12/2026 |
            | 3 | Việc ba | Bộ Công an | 15/2026 |
            | 3 | Việc ba nữa | Bộ Công an | 2026 | ô thừa |
            | ?? | Việc lạ | Bộ Công an | 2026 |
            | 4 | Việc bốn | Bộ Công an | Khi thuận lợi |
            """);

        plan.Tasks.Select(t => t.Number).ShouldBe(["1", "3", "4"]);
        plan.Doubtful.Select(d => d.Line).ShouldBe([3, 4, 5, 6, 7], ignoreOrder: true);
        plan.Doubtful.ShouldContain(d => d.Line == 4 && d.Why.Contains("15/2026"));
        plan.Doubtful.ShouldContain(d => d.Line == 6 && d.Text.Contains("Việc lạ"));
        plan.Doubtful.ShouldContain(d => d.Why.Contains("Thiếu số thứ tự 2"));
        plan.Doubtful.ShouldAllBe(d => d.Why.Length > 10 && d.Text.Length > 0);
    }

    [Fact]
    public void A_list_of_procedures_is_no_list_of_tasks()
    {
        var plan = PlanFiles.Read("STT\tTên dịch vụ công\tCơ quan chủ trì\tThời gian\n1\tĐăng ký khai sinh\tBộ Tư pháp\tTháng 6/2027\n");

        plan.Tasks.ShouldBeEmpty();
        plan.Procedures.Single().Title.ShouldBe("Đăng ký khai sinh");
    }

    [Fact]
    public void Files_that_are_no_plan_are_refused_with_what_to_do()
    {
        Refused([]).ShouldBe(ProgrammeErrors.FileEmpty);
        Refused(" \n\t\n"u8).ShouldBe(ProgrammeErrors.FileEmpty);
        Refused("PK\u0003\u0004 word"u8).ShouldBe(ProgrammeErrors.FileIsDocument);
        Refused("%PDF-1.7"u8).ShouldBe(ProgrammeErrors.FileIsDocument);
        Refused([1, 2, 3, 0, 255, 9]).ShouldBe(ProgrammeErrors.FileBinary);
        Refused([0x42, 0xE9, 0x20, 0xC3]).ShouldBe(ProgrammeErrors.FileNotUnicode);
        Refused(Encoding.UTF8.GetBytes(Encoding.Latin1.GetString("Đề án 06 của Bộ Công an, tiến độ từng quý"u8))).ShouldBeOneOf(ProgrammeErrors.FileGarbled, ProgrammeErrors.FileBinary);
        Refused("Chỉ có lời văn, không có bảng nào."u8).ShouldBe(ProgrammeErrors.NothingFound);
        Refused(new byte[PlanText.MaxBytes + 1]).ShouldBe(ProgrammeErrors.FileTooLarge);
    }

    [Theory]
    [InlineData("Bộ ", "tháng 6 ")]
    [InlineData("các bộ, ngành, ", "(")]
    [InlineData("a - b; ", "từ đến trước ")]
    public void A_cell_of_a_megabyte_is_read(string body, string deadline)
    {
        var plan = PlanFiles.Read($"STT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn\n1\tViệc\t{string.Concat(Enumerable.Repeat(body, 60_000))}\t{string.Concat(Enumerable.Repeat(deadline, 40_000))}\n");

        plan.Tasks.Count.ShouldBe(1);
    }

    private static LienThong.Kernel.Results.Error Refused(ReadOnlySpan<byte> file) => ReadPlanFile.Read(file).Faults.Single().Error;

    private static List<string> Titles(ParsedPlan plan) => [.. plan.Targets.Concat(plan.Tasks).Select(i => $"{i.Code} {i.Group} {i.Title} {i.Deadlines.Count} {i.Roles.Count} {i.Products.Count}")];
}
