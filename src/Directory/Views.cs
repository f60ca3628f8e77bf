namespace LienThong.Directory;

// What the API shows. Days are both ends included; a missing day is open.

/// An area in lists.
sealed record AreaView(
    string Id, string Code, AreaLevel Level, string FullName, string Path, DateOnly? From, DateOnly? To, bool DatesAreApproximate, string LegalBasis, Confidence Confidence)
{
    public static AreaView Of(Area a, IDirectory d) => new(
        a.Id.Value, a.Code, a.Level, a.FullName, d.PathOf(a.Id), a.Life.From, a.Life.To, a.DatesAreApproximate, a.LegalBasis, a.Confidence);
}

/// A body in lists.
sealed record AgencyView(
    string Id, string Code, string Name, string NameEn, AgencyKind Kind, string? Parent, string? Area, DateOnly? From, DateOnly? To, string LegalBasis, Confidence Confidence)
{
    public static AgencyView Of(Agency a) => new(a.Id.Value, a.Code, a.Name, a.NameEn, a.Kind, a.Parent, a.Area, a.Life.From, a.Life.To, a.LegalBasis, a.Confidence);
}

/// A step of succession.
sealed record AgencyStep(
    AgencyView From, AgencyView To, AgencyChange Change, DateOnly On, string? Function, string? FunctionCode, string LegalBasis, Confidence Confidence)
{
    public static AgencyStep Of(AgencyLink l) => new(AgencyView.Of(l.From), AgencyView.Of(l.To), l.Change, l.On, l.Function, l.FunctionCode, l.LegalBasis, l.Confidence);
}

/// A page of a list: ask again with after = Next; null when this was the last.
sealed record PageOf<T>(IReadOnlyList<T> Items, string? Next);

/// Checks what every search has in common.
static class Ask
{
    public const int MostRows = 100;

    public static Kernel.Results.Faults? Text(string? text, int? limit)
    {
        var check = new Kernel.Results.Check();
        check.That(text?.Trim().Length is >= 2, "/q", DirectoryErrors.TextTooShort);
        check.That(text is null || text.Length <= 200, "/q", DirectoryErrors.TextTooLong);
        Size(check, "/limit", limit);
        return check.Ok ? null : check.Faults;
    }

    public static Kernel.Results.Faults? Size(int? size)
    {
        var check = new Kernel.Results.Check();
        Size(check, "/size", size);
        return check.Ok ? null : check.Faults;
    }

    /// A keyset page out of a list that is in memory, ordered by key.
    public static PageOf<TView> Page<T, TView>(IEnumerable<T> all, Func<T, string> key, string? after, int size, Func<T, TView> view)
    {
        var rows = all.Where(x => after is null || string.CompareOrdinal(key(x), after) > 0).Take(size + 1).ToList();
        return new([.. rows.Take(size).Select(view)], rows.Count > size ? key(rows[size - 1]) : null);
    }

    static void Size(Kernel.Results.Check check, string pointer, int? size) =>
        check.That(size is null or (>= 1 and <= MostRows), DirectoryErrors.PageSize.With(MostRows).At(pointer));
}
