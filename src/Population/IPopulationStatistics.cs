namespace LienThong.Population;

/// <summary>
/// People by area, age and sex, for indicators and the population pyramid. Counts only: no personal data leaves by it, so it needs no broker. Read from a summary that a job renews every day and after each
/// change of areas. Counted are persons who are not dead, by permanent residence.
/// </summary>
public interface IPopulationStatistics
{
    /// <summary>Counts, ordered by area, age and sex. Never null; empty when nobody is registered.</summary>
    Task<PeopleCounts> Count(PeopleQuestion question, CancellationToken ct);
}

/// <summary>How finely areas are told.</summary>
public enum AreaCut { Country, Province, Commune }

/// <summary>Which map: that of today, or communes as they were written when the residence was registered.</summary>
public enum AreaMap { Today, Written }

/// <summary>What to count. <see cref="Province"/>: 2 digits of today's map, compulsory for communes.</summary>
public sealed record PeopleQuestion(AreaCut Cut, string? Province = null, AreaMap Map = AreaMap.Today);

/// <summary>Counts on a day, and when they were made.</summary>
public sealed record PeopleCounts(DateOnly Day, DateTimeOffset AsOf, IReadOnlyList<PeopleCount> Rows);

/// <summary>People of an area (empty code: the country; "?" : the map does not know the commune) and sex, of five years of age from <see cref="AgeFrom"/> on (100: and older).</summary>
public sealed record PeopleCount(string Area, int AgeFrom, Sex Sex, long People);
