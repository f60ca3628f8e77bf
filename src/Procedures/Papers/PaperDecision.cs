using LienThong.Procedures.Definitions;
using LienThong.Procedures.Forms;

namespace LienThong.Procedures.Papers;

/// <summary>What happens to a paper that the law names.</summary>
internal enum PaperVerdict
{
    /// <summary>Every field that it proves came from a source: it must not be asked for.</summary>
    Waived,

    /// <summary>A field is missing: the paper is asked for, filing goes on.</summary>
    Asked,

    /// <summary>The paper was asked for and handed in.</summary>
    Provided,
}

internal enum AskReason
{
    /// <summary>No field of the dictionary replaces it yet.</summary>
    NoData,

    /// <summary>A source does not answer now.</summary>
    SourceUnavailable,

    /// <summary>The source answered and has no such value.</summary>
    ValueAbsent,

    /// <summary>The applicant says the value of the source is wrong.</summary>
    ValueChanged,
}

/// <summary>A paper of this dossier with its verdict and the facts that carry it.</summary>
/// <param name="Paper">The rule.</param>
/// <param name="Verdict">Waived, asked or provided.</param>
/// <param name="Reason">Why it is asked; null when waived.</param>
/// <param name="Facts">Facts that replace it (waived) or fail to (asked).</param>
internal sealed record PaperState(PaperRule Paper, PaperVerdict Verdict, AskReason? Reason, IReadOnlyList<Fact> Facts)
{
    /// <summary>Databases that vouch for it, each once.</summary>
    public IEnumerable<string> Databases => Facts.Select(f => f.Database).Distinct(StringComparer.Ordinal);

    /// <summary>The oldest of the values: a proof is as old as its oldest part.</summary>
    public DateTimeOffset? AsOf => Facts.Count == 0 ? null : Facts.Min(f => f.AsOf);

    public IEnumerable<Guid> Receipts => Facts.Where(f => f.Receipt is not null).Select(f => f.Receipt.GetValueOrDefault()).Distinct();

    /// <summary>Filing cannot be completed before it is handed in.</summary>
    public bool Missing => Verdict is PaperVerdict.Asked && Paper.Compulsory;
}

/// <summary>
/// Decides paper by paper whether data replaces it. Nobody ticks a box: while all sources of a paper answer it is not asked for, when one
/// fails it is asked for again. Law on Residence 68/2020 as amended by 118/2025; Resolution 66.7/2025/NQ-CP.
/// </summary>
internal static class PaperDecision
{
    /// <param name="form">The form as it stands.</param>
    /// <param name="uploaded">Codes of papers with at least one accepted file.</param>
    public static IReadOnlyList<PaperState> Decide(FormState form, IReadOnlySet<string> uploaded) =>
        [.. form.Definition.Papers.Where(p => FormEngine.Holds(p.When, form.Facts, form.Lines)).Select(p => One(p, form, uploaded))];

    private static PaperState One(PaperRule paper, FormState form, IReadOnlySet<string> uploaded)
    {
        var (reason, facts) = Weigh(paper, form);
        var verdict = reason is null ? PaperVerdict.Waived : uploaded.Contains(paper.Code) ? PaperVerdict.Provided : PaperVerdict.Asked;
        return new(paper, verdict, reason, facts);
    }

    private static (AskReason? Reason, IReadOnlyList<Fact> Facts) Weigh(PaperRule paper, FormState form)
    {
        if (paper.ReplacedBy.Count == 0) return (AskReason.NoData, []);
        var wanted = paper.ReplacedBy.SelectMany(r => r.Fields.Select(f => (r.Role, Field: f))).ToList();
        var facts = wanted.Select(w => form.Facts.Of(w.Role, w.Field)).OfType<Fact>().ToList();

        var silent = facts.Where(f => f.State is FactState.Unavailable).ToList();
        if (silent.Count > 0) return (AskReason.SourceUnavailable, silent);
        var absent = facts.Where(f => f.State is FactState.Absent || string.IsNullOrEmpty(f.Value)).ToList();
        if (absent.Count > 0 || facts.Count < wanted.Count) return (AskReason.ValueAbsent, absent);
        var disputed = facts.Where(f => form.Lines.Any(l => l.Visible && l.Origin is AnswerOrigin.Changed && l.Fact?.Key == f.Key)).ToList();
        return disputed.Count > 0 ? (AskReason.ValueChanged, disputed) : (null, facts);
    }
}
