using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Directory.Questions;

/// The one search box: "Bộ Giao thông vận tải hôm nay là ai", "Bộ Xây dựng năm 2022", "Bắc Giang". Answers bodies and areas with their days and chains.
static class AnswerQuestion
{
    const int Most = 12;

    public static void Map(ModuleRoutes r) => r.Api
        .MapGet("answers", Handle)
        .Public("Danh mục cơ quan và địa bàn là danh mục dùng chung, công khai (QĐ 29/2026/QĐ-TTg)")
        .Refuses(DirectoryErrors.TextTooShort, DirectoryErrors.TextTooLong);

    internal sealed record View(
        string Subject, DateOnly? From, DateOnly? To, bool AsksToday, IReadOnlyList<AgencyAnswerView> Agencies, IReadOnlyList<AreaAnswerView> Areas);

    internal sealed record AgencyAnswerView(AgencyView Agency, IReadOnlyList<AgencyView> Today, IReadOnlyList<AgencyStep> Chain, IReadOnlyList<AgencyStep> Moved);

    internal sealed record AreaAnswerView(AreaView Area, IReadOnlyList<AreaView> Today);

    static Result<View> Handle(string? q, IDirectory directory, TimeProvider clock)
    {
        if (Ask.Text(q, null) is { } faults) return faults;
        var answer = For(q!, directory, clock.Today());
        return new View(
            answer.Question.Subject, answer.Question.Period?.From, answer.Question.Period?.To, answer.Question.AsksToday,
            [.. answer.Agencies.Select(a => new AgencyAnswerView(
                AgencyView.Of(a.Asked), [.. a.Bodies.Select(AgencyView.Of)], [.. a.Chain.Select(AgencyStep.Of)], [.. a.Moved.Select(AgencyStep.Of)]))],
            [.. answer.Areas.Select(a => new AreaAnswerView(AreaView.Of(a.Area, directory), [.. a.Today.Select(t => AreaView.Of(t, directory))]))]);
    }

    public static DirectoryAnswer For(string text, IDirectory directory, DateOnly today)
    {
        var question = DirectoryQuestion.Parse(text);
        if (question.Subject.Length < 2) return new(question, [], []);
        bool InTime(Lifespan life) => question.Period is not { } period || life.Overlaps(period);
        var agencies = directory.FindAgencies(question.Subject, limit: 60).Where(m => InTime(m.Agency.Life)).ToList();
        var areas = directory.FindAreas(question.Subject, limit: 60).Where(m => InTime(m.Area.Life)).ToList();
        // A name that agrees whole silences the partial matches of both lists.
        var best = Math.Max(agencies.Count > 0 ? agencies.Max(m => m.Score) : 0, areas.Count > 0 ? areas.Max(m => m.Score) : 0);
        var least = best >= 0.85 ? best - 0.12 : 0;
        return new(
            question,
            [.. agencies.Where(m => m.Score >= least).Take(Most).Select(m => directory.Today(m.Agency))],
            [.. areas.Where(m => m.Score >= least).Take(Most).Select(m => new AreaAnswer(m.Area, directory.AreasOn(m.Area.Id, today)))]);
    }
}

/// What was asked and what fits, best first.
sealed record DirectoryAnswer(DirectoryQuestion Question, IReadOnlyList<AgencyToday> Agencies, IReadOnlyList<AreaAnswer> Areas);

/// An area and the units on its territory today.
sealed record AreaAnswer(Area Area, IReadOnlyList<Area> Today);
