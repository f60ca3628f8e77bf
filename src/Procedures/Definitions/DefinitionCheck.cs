using System.Text.RegularExpressions;

namespace LienThong.Procedures.Definitions;

/// <summary>
/// What the shape of the YAML cannot tell: whether the parts of a definition fit together. Every message names the part and says what to do.
/// </summary>
internal static partial class DefinitionCheck
{
    public const string FirstStep = "submitted", WaitingStep = "supplement", CarryingStep = "carryingOut", DoneStep = "done", LastStep = "returned";

    public static readonly IReadOnlyList<string> Outcomes = ["population.registerBirth", "population.registerPermanentResidence"];

    /// <summary>Every fault of the definition, with the record that it is about (for the line).</summary>
    public static IReadOnlyList<DefinitionFault> Faults(ProcedureDefinition definition)
    {
        var faults = new List<DefinitionFault>();
        Head(definition, faults);
        Form(definition, faults);
        Papers(definition, faults);
        Steps(definition, faults);
        Moves(definition, faults);
        return faults;
    }

    private static void Head(ProcedureDefinition d, List<DefinitionFault> faults)
    {
        if (!CodeForm().IsMatch(d.Code)) faults.Add(new(d, $"Mã “{d.Code}” phải có dạng d.dddddd. Viết trong dấu nháy: code: \"1.004222\"."));
        if (d.EffectiveTo < d.EffectiveFrom) faults.Add(new(d, "effectiveTo sớm hơn effectiveFrom. Sửa một trong hai ngày."));
        if (d.AuthenticationLevel is < 1 or > Identity.Acr.Highest) faults.Add(new(d, "authenticationLevel từ 1 đến 4 (Nghị định 69/2024/NĐ-CP, Điều 20)."));
        if (d.Version < 1) faults.Add(new(d, "version bắt đầu từ 1."));
        if (!Outcomes.Contains(d.Outcome.Action, StringComparer.Ordinal)) faults.Add(new(d.Outcome, $"Chưa có việc “{d.Outcome.Action}”. Dùng một trong: {string.Join(", ", Outcomes)}."));
        foreach (var twice in Twice(d.Roles.Select(r => r.Code))) faults.Add(new(d, $"Vai “{twice}” khai hai lần. Bỏ một."));
        foreach (var role in d.Roles.Where(r => r.Subject is SubjectRule.Numbered && (r.NumberFrom.Count == 0 || r.NumberFrom.Any(k => d.Question(k)?.Kind is not AnswerKind.Number))))
            faults.Add(new(role, $"Vai “{role.Code}” cần numberFrom trỏ đến một câu hỏi kiểu number."));
        foreach (var key in d.Competence.CommuneFrom.Where(k => d.Question(k)?.Kind is not AnswerKind.Commune))
            faults.Add(new(d.Competence, $"communeFrom: không có câu hỏi kiểu commune mang khóa “{key}”."));
        foreach (var fee in d.Fees.Where(f => f.Amount < 0)) faults.Add(new(fee, "amount không được âm."));
        foreach (var channel in d.Channels.Where(c => !d.Fees.Any(f => f.Channels.Contains(c))))
            faults.Add(new(d, $"Kênh “{channel}” chưa có dòng phí. Thêm vào fees (amount: 0 nếu miễn)."));
        if (d.Deadline.Kind is DeadlineKind.WorkingDays && d.Deadline.Days < 1) faults.Add(new(d.Deadline, "deadline: thêm days (số ngày làm việc, từ 1)."));
    }

    private static void Form(ProcedureDefinition d, List<DefinitionFault> faults)
    {
        var before = new HashSet<string>(StringComparer.Ordinal);
        foreach (var q in d.Questions)
        {
            if (d.Role(q.Role) is null) faults.Add(new(q, $"Câu hỏi “{q.Key}”: không có vai “{q.Role}”. Thêm vào roles hoặc sửa."));
            if (q.Takes is { } takes) Address(d, q, takes, faults);
            if (q.OptionsFrom is { } from) Address(d, q, from, faults);
            foreach (var one in q.Follows?.Cases ?? []) Address(d, q, one.Takes, faults);
            if (q.Follows is { } follows && !before.Contains(follows.Question)) faults.Add(new(q, $"“{q.Key}” đi theo “{follows.Question}” nhưng câu đó không đứng trước. Đổi thứ tự."));
            Conditions(d, q, q.When, before, faults);
            if (q.Kind is AnswerKind.Choice && q.Options.Count == 0) faults.Add(new(q, $"“{q.Key}” là câu chọn nhưng chưa có options."));
            if (q.Kind is AnswerKind.People && q.OptionsFrom is null && q.Takes is null) faults.Add(new(q, $"“{q.Key}” cần optionsFrom: danh sách để chọn."));
            if (q.Default is { } chosen && q.Options.Count > 0 && q.Options.All(o => !Same(o.Code, chosen))) faults.Add(new(q, $"“{q.Key}”: default “{chosen}” không có trong options."));
            if (!before.Add(q.Key)) faults.Add(new(q, $"Khóa “{q.Key}” dùng hai lần. Đặt khóa khác."));
        }
    }

    private static void Papers(ProcedureDefinition d, List<DefinitionFault> faults)
    {
        var keys = d.Questions.Select(q => q.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var paper in d.Papers)
        {
            Conditions(d, paper, paper.When, keys, faults);
            foreach (var replacement in paper.ReplacedBy)
            foreach (var field in replacement.Fields) Address(d, paper, $"{replacement.Role}/{field}", faults);
        }
        foreach (var twice in Twice(d.Papers.Select(p => p.Code))) faults.Add(new(d, $"Giấy tờ “{twice}” khai hai lần. Gộp lại."));
    }

    private static void Steps(ProcedureDefinition d, List<DefinitionFault> faults)
    {
        foreach (var needed in new[] { FirstStep, WaitingStep, CarryingStep, DoneStep, LastStep }.Where(s => d.Steps.All(x => !Same(x.Code, s))))
            faults.Add(new(d, $"Thiếu bước “{needed}”. Thêm vào steps."));
        foreach (var step in d.Steps.Where(s => !NationalStatus.Names.ContainsKey(s.National)))
            faults.Add(new(step, $"Bước “{step.Code}”: national phải từ 1 đến 10 (mười trạng thái quốc gia)."));
        foreach (var twice in Twice(d.Steps.Select(s => s.Code))) faults.Add(new(d, $"Bước “{twice}” khai hai lần. Bỏ một."));
        foreach (var notice in d.Notices.Where(n => d.Steps.All(s => !Same(s.Code, n.Step)))) faults.Add(new(notice, $"Thông báo trỏ đến bước “{notice.Step}” không có."));
        foreach (var step in d.Steps.Where(s => !Same(s.Code, FirstStep) && d.Moves.All(m => !Same(m.To, s.Code))))
            faults.Add(new(step, $"Không có cách nào đến bước “{step.Code}”. Thêm vào moves hoặc bỏ bước."));
    }

    private static void Moves(ProcedureDefinition d, List<DefinitionFault> faults)
    {
        var steps = d.Steps.GroupBy(s => s.Code, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var move in d.Moves)
        {
            foreach (var unknown in move.From.Append(move.To).Where(s => !steps.ContainsKey(s)))
                faults.Add(new(move, $"Việc “{move.Action}”: không có bước “{unknown}”."));
            if (!steps.TryGetValue(move.To, out var to)) continue;
            foreach (var from in move.From.Where(steps.ContainsKey).Select(s => steps[s]).Where(f => !NationalStatus.Allows(f.National, to.National)))
                faults.Add(new(move, $"Việc “{move.Action}” từ “{from.Code}” ({from.National}) sang “{to.Code}” ({to.National}) không hợp trạng thái quốc gia."));
        }
        foreach (var twice in d.Moves.SelectMany(m => m.From.Select(f => (m.Action, f))).GroupBy(x => x).Where(g => g.Count() > 1))
            faults.Add(new(d, $"Việc “{twice.Key.Action}” từ bước “{twice.Key.f}” khai hai lần. Bỏ một."));
    }

    private static void Conditions(ProcedureDefinition d, object about, Condition? when, HashSet<string> before, List<DefinitionFault> faults)
    {
        if (when is null) return;
        if (when.Question is { } question && !before.Contains(question)) faults.Add(new(about, $"when: câu hỏi “{question}” không có hoặc đứng sau. Chỉ hỏi theo câu đã đứng trước."));
        foreach (var address in new[] { when.Known, when.Unknown }.OfType<string>().Concat(when.Differ ?? [])) Address(d, about, address, faults);
        if (when.Differ is { Count: not 2 }) faults.Add(new(about, "when.differ cần đúng hai địa chỉ."));
    }

    private static void Address(ProcedureDefinition d, object about, string address, List<DefinitionFault> faults)
    {
        var parts = address.Split('#')[0].Split('/');
        if (parts.Length != 2) faults.Add(new(about, $"“{address}” phải có dạng vai/trường, ví dụ mother/person.fullName."));
        else if (d.Role(parts[0]) is not { } role) faults.Add(new(about, $"“{address}”: không có vai “{parts[0]}”. Thêm vào roles hoặc sửa."));
        else if (!role.Reads.Contains(parts[1], StringComparer.Ordinal)) faults.Add(new(about, $"“{address}”: vai “{parts[0]}” chưa đọc trường này. Thêm “{parts[1]}” vào reads của vai."));
    }

    private static IEnumerable<string> Twice(IEnumerable<string> codes) => codes.GroupBy(c => c, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);

    [GeneratedRegex(@"^[0-9]\.[0-9]{6}$")]
    private static partial Regex CodeForm();
}

/// <summary>One thing wrong with a definition, the record that it is about and what to do.</summary>
internal sealed record DefinitionFault(object About, string Text);
