using System.Text.RegularExpressions;
using LienThong.Kernel.Content;
using LienThong.Kernel.Time;

namespace LienThong.Dictionary.Publishing;

/// Everything that must hold between definitions before they may be published. Each fault names file, line and what to do.
sealed partial class CheckDefinitions(IReadOnlyList<Draft> drafts, Func<string, bool> agencyKnown, ContentReport report)
{
    private readonly DictionaryEdition all = DictionaryEdition.Of(0, default, DateOnly.MaxValue, drafts.Select(d => d.Definition));

    /// True when nothing was found.
    public bool Run()
    {
        foreach (var draft in drafts) Check(draft);
        foreach (var slices in drafts.GroupBy(d => (d.Definition.GetType(), d.Definition.Key))) CheckSlices([.. slices]);
        return !report.HasFaults;
    }

    private void Check(Draft draft)
    {
        switch (draft.Definition)
        {
            case FieldDefinition field: CheckField(draft, field); break;
            case DatabaseDefinition database: Code(draft); Owner(draft, database.Owner); break;
            case CodeListDefinition list: Code(draft); Owner(draft, list.Owner); CheckCodeList(draft, list); break;
            case PaperDefinition paper: Code(draft); CheckPaper(draft, paper); break;
        }
    }

    private void CheckField(Draft draft, FieldDefinition field)
    {
        Owner(draft, field.Owner);
        foreach (var database in field.AlsoIn.Prepend(field.Database).Where(d => all.Database(d) is null))
            Fault(draft, $"Trường {field.Code} nêu cơ sở dữ liệu “{database}” chưa có trong content/databases. Sửa mã hoặc thêm cơ sở dữ liệu.");
        var list = field.CodeList is { } code ? all.CodeList(code) : null;
        if (field.CodeList is not null && list is null)
            Fault(draft, $"Trường {field.Code} nêu danh mục “{field.CodeList}” chưa có trong content/codelists. Sửa mã hoặc thêm danh mục.");
        if ((field.Type == FieldType.Code) != (field.CodeList is not null))
            Fault(draft, $"Trường {field.Code}: kiểu code phải có codeList, kiểu khác thì không. Sửa type hoặc codeList.");
        if (field.Pattern is { } pattern && !Compiles(pattern))
            Fault(draft, $"Trường {field.Code}: mẫu “{pattern}” không phải biểu thức chính quy dùng được. Sửa pattern.");
        else if (field.Example is { } example && FieldRules.Canonical(field, list, example) is { Failed: true } refused)
            Fault(draft, $"Trường {field.Code}: ví dụ “{example}” trái định nghĩa ({refused.Faults[0].Error.Code}). Sửa example hoặc định nghĩa.");
    }

    private void CheckCodeList(Draft draft, CodeListDefinition list)
    {
        if ((list.Values.Count == 0) != (list.Source is not null))
            Fault(draft, $"Danh mục {list.Code} phải có values, hoặc source khi phân hệ khác giữ. Thêm một trong hai.");
        foreach (var twice in list.Values.GroupBy(v => v.Code, StringComparer.Ordinal).Where(g => g.Count() > 1))
            Fault(draft, $"Danh mục {list.Code} có mã “{twice.Key}” {twice.Count()} lần. Giữ lại một.");
    }

    private void CheckPaper(Draft draft, PaperDefinition paper)
    {
        foreach (var use in paper.Replacements)
        {
            if (use.Procedure != Replacement.AnyProcedure && !ProcedureCode().IsMatch(use.Procedure))
                Fault(draft, $"Giấy tờ {paper.Code}: “{use.Procedure}” không phải mã thủ tục. Viết như 1.004222, hoặc * cho mọi thủ tục.");
            if (use.Fields.Count == 0) Fault(draft, $"Giấy tờ {paper.Code}: cách thay ở {use.Procedure} chưa nêu trường nào. Thêm fields.");
            if (use.EffectiveTo < use.EffectiveFrom) Fault(draft, $"Giấy tờ {paper.Code}: cách thay ở {use.Procedure} hết hiệu lực trước khi có hiệu lực. Sửa ngày.");
            foreach (var field in use.Fields.Where(f => all.Field(f) is null))
                Fault(draft, $"Giấy tờ {paper.Code} nêu trường “{field}” chưa có trong content/fields. Sửa mã hoặc thêm trường.");
        }
        foreach (var twice in paper.Replacements.GroupBy(u => (u.Procedure, u.About, u.EffectiveFrom)).Where(g => g.Count() > 1))
            Fault(draft, $"Giấy tờ {paper.Code} có hai cách thay giống nhau ở {twice.Key.Procedure} ({twice.Key.About}). Gộp lại.");
    }

    private void CheckSlices(IReadOnlyList<Draft> slices)
    {
        foreach (var fault in Effective.Faults(slices.Select(s => s.Definition)))
        {
            var at = slices.First(s => ReferenceEquals(s.Definition, fault.Later));
            var what = fault.Kind switch
            {
                LegalFaultKind.Overlap => $"hai định nghĩa cùng có hiệu lực từ {HanoiTime.Show(fault.From)} đến {HanoiTime.Show(fault.To)}. Đặt effectiveTo cho bản trước",
                LegalFaultKind.Gap => $"không có định nghĩa nào từ {HanoiTime.Show(fault.From)} đến {HanoiTime.Show(fault.To)}. Nối liền hai khoảng ngày",
                _ => "hết hiệu lực trước khi có hiệu lực. Sửa effectiveFrom hoặc effectiveTo",
            };
            Fault(at, $"{at.Definition.Key}: {what}.");
        }
    }

    private void Owner(Draft draft, string owner)
    {
        if (!agencyKnown(owner)) Fault(draft, $"{draft.Definition.Key} nêu cơ quan “{owner}” chưa có trong content/agencies. Sửa mã hoặc thêm cơ quan.");
    }

    private void Code(Draft draft)
    {
        if (!WordCode().IsMatch(draft.Definition.Key)) Fault(draft, $"Mã “{draft.Definition.Key}” không hợp lệ. Dùng chữ thường không dấu, số và gạch nối, ví dụ birth-notice.");
    }

    private void Fault(Draft draft, string text) => report.Fault(draft.File, draft.Line, text);

    private static bool Compiles(string pattern)
    {
        try
        {
            FieldRules.PatternOf(pattern);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[0-9]\\.[0-9]{6}$")]
    private static partial Regex ProcedureCode();

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex WordCode();
}
