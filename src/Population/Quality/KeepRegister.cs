using LienThong.Population.Cards;
using LienThong.Population.Duplicates;

namespace LienThong.Population.Quality;

/// <summary>The upkeep of the register, one after the other so that it never takes more than one place among the jobs: cards that ran out, duplicates, scores.</summary>
internal sealed class KeepRegister(CompleteCards cards, FindDuplicates all, RefreshDuplicates changed, MeasureQuality quality)
{
    public async Task Run(CancellationToken ct)
    {
        await cards.Run(ct);
        await all.IfDue(ct);
        await changed.Run(ct);
        await quality.IfStale(ct);
    }
}
