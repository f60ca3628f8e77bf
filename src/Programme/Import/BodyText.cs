using System.Text.RegularExpressions;

namespace LienThong.Programme.Import;

/// <summary>A cell of agencies → the parties named in it, each with its own words kept.</summary>
internal static partial class BodyText
{
    public static IReadOnlyList<PlanRole> Read(string cell, RoleKind role)
    {
        var found = new List<PlanRole>();
        foreach (var sentence in Sentences().Split(cell))
        {
            var text = sentence.Trim(' ', ';', ',', '.', '-', '+');
            if (text.Length == 0) continue;
            string? proposal = null;
            if (Label().Match(Fold.Key(text)) is { Success: true } label)
            {
                proposal = text[..(label.Length - 1)].Trim(' ', ':');
                text = text[label.Length..].Trim();
            }
            var start = found.Count;
            foreach (var part in Parts(text)) found.AddRange(Party(part.Text, role, part.Class));
            if (proposal is not null) for (var i = start; i < found.Count; i++) found[i] = found[i] with { Duty = found[i].Duty is null ? proposal : proposal + ": " + found[i].Duty };
        }
        ShareParent(found);
        return found;
    }

    /// Cuts a list of names: a comma or "và" ends a name only where another name or a class begins, because names hold commas and "và" themselves.
    private static IEnumerable<(string Text, string? Class)> Parts(string text)
    {
        var key = Fold.Key(text);
        var at = 0;
        while (at < text.Length)
        {
            while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is ',' or ';' or '.' or '-')) at++;
            if (at >= text.Length) yield break;
            if (key.AsSpan(at).StartsWith("va ")) { at += 3; continue; }
            // "Bộ, ngành" is a class and "Bộ Công an" a name: the patterns of classes look at what follows.
            var (length, code) = Bodies.ClassAt(key, at);
            if (length > 0)
            {
                yield return (text.Substring(at, length).Trim(), code);
                at += length;
                continue;
            }
            var end = End(text, key, at);
            yield return (text[at..end].Trim(' ', ',', ';', '.'), null);
            at = end;
        }
    }

    private static int End(string text, string key, int from)
    {
        var known = Bodies.KnownAt(key.AsSpan(from))?.Length ?? 0;
        for (var i = from + Math.Max(known, 1); i < text.Length; i++)
        {
            if (text[i] == ';') return i;
            if (text[i] == ',' && Begins(text, key, i + 1, known > 0)) return i;
            if (key.AsSpan(i).StartsWith(" va ") && BeginsAfterAnd(text, key, i + 4)) return i;
            // "… phụ trách Thứ trưởng Phạm Minh Hà": a second person without a comma.
            if (i > from + 3 && text[i] == ' ' && Person().Match(text, i + 1) is { Success: true } p && p.Index == i + 1) return i;
        }
        return text.Length;
    }

    private static bool Begins(string text, string key, int at, bool afterKnown)
    {
        while (at < text.Length && text[at] == ' ') at++;
        if (at >= text.Length) return true;
        if (key.AsSpan(at).StartsWith("va ")) at += 3;
        if (Bodies.ClassAt(key, at).Length > 0) return true;
        if (Bodies.HeadAt(key, at) && (char.IsUpper(text[at]) || afterKnown)) return true;
        return afterKnown && char.IsUpper(text[at]) && Bodies.MinistryWithoutHead(key.AsSpan(at)) is not null;
    }

    private static bool BeginsAfterAnd(string text, string key, int at) =>
        at < text.Length && (Bodies.ClassAt(key, at).Length > 0 || char.IsUpper(text[at]) && Bodies.HeadAt(key, at) && !key.AsSpan(at).StartsWith("truyen"));

    private static IEnumerable<PlanRole> Party(string text, RoleKind role, string? code)
    {
        if (text.Length == 0) return [];
        if (code is not null) return [new PlanRole(role, PartyKind.Class, text, Class: code)];
        var key = Fold.Key(text);
        if (Person().Match(text) is { Success: true, Index: 0 } person)
            return [new PlanRole(role, PartyKind.Person, person.Value.Trim(), Duty: Rest(text[person.Length..]))];
        if (Bodies.KnownAt(key) is { } known)
        {
            var rest = Rest(text[known.Length..]);
            return [new PlanRole(role, PartyKind.Body, text[..known.Length], Reading: SameName(text[..known.Length], known) ? null : known, Duty: rest)];
        }
        if (Bodies.MinistryWithoutHead(key) is { } ministry && char.IsUpper(text[0]))
            return [new PlanRole(role, PartyKind.Body, text[..(ministry.Length - 3)], Reading: ministry, Duty: Rest(text[(ministry.Length - 3)..]))];
        if (key.StartsWith("cac ", StringComparison.Ordinal) || key.StartsWith("tat ca ", StringComparison.Ordinal)) return [new PlanRole(role, PartyKind.Class, text)];
        if (ParentMark().Match(key) is { Success: true } mark)
            return [new PlanRole(role, PartyKind.Unit, text[..mark.Index].Trim(), Parent: text[mark.Groups["parent"].Index..].Trim())];
        var duty = DutyStart().Match(key);
        var name = duty.Success ? text[..duty.Index].Trim() : text;
        return [new PlanRole(role, Bodies.HeadAt(key, 0) ? PartyKind.Body : PartyKind.Unclear, name, Duty: duty.Success ? Rest(text[duty.Index..]) : null)];
    }

    /// "Tổng cục Quản lý đất đai và Cục Công nghệ thông tin … của Bộ Tài nguyên và Môi trường": both belong to the ministry.
    private static void ShareParent(List<PlanRole> found)
    {
        for (var i = found.Count - 2; i >= 0; i--)
            if (found[i] is { Kind: PartyKind.Body, Parent: null } && found[i + 1] is { Kind: PartyKind.Unit, Parent: { } parent }
                && Bodies.KnownAt(Fold.Key(found[i].Name)) is null && DependentHead().IsMatch(Fold.Key(found[i].Name)))
                found[i] = found[i] with { Kind = PartyKind.Unit, Parent = parent };
    }

    private static bool SameName(string written, string known) => string.Equals(written, known, StringComparison.OrdinalIgnoreCase);

    private static string? Rest(string text) => text.Trim(' ', ',', '.', ';', ':', '-') is { Length: > 0 } rest ? rest : null;

    [GeneratedRegex(@"\s*;\s*|(?:^|(?<=[;.:]\s))[-+•]\s+(?=\p{Lu})|(?<=\p{L}{2})\.\s+(?=\p{Lu})|\s*\n\s*")] private static partial Regex Sentences();
    [GeneratedRegex(@"^(?:de xuat\s+)?(?:phoi hop|chu tri|theo doi|thuc hien|cap bo|cap tinh|cap xa)\s*:")] private static partial Regex Label();
    [GeneratedRegex(@"\G(?:Đồng chí\s+|Đ/c\s+)?(?:Thứ trưởng|Bộ trưởng|Phó Thủ tướng|Thủ tướng|Phó Chủ tịch|Chủ tịch|Giám đốc|Phó Giám đốc|Cục trưởng|Vụ trưởng|Chánh Văn phòng)(?:\s+\p{Lu}\p{Ll}+){2,5}")] private static partial Regex Person();
    [GeneratedRegex(@"\s*-\s*(?<parent>(?:bo|tong cuc|vien kiem sat|toa an|ngan hang|thanh tra|van phong chinh phu|bao hiem|uy ban|ubnd)\s)|\s+(?:cua|thuoc|truc thuoc)\s+(?<parent>(?:bo|tong cuc|bao hiem|thanh tra|ngan hang|toa an|vien|uy ban|ubnd)\s)")] private static partial Regex ParentMark();
    [GeneratedRegex(@"\s+(?:trong viec|lien he|to chuc chuong trinh|theo doi|tong hop chung|chu tri)\b")] private static partial Regex DutyStart();
    [GeneratedRegex(@"^(?:tong cuc|cuc|vu|vien|trung tam|van phong|phong)\s")] private static partial Regex DependentHead();
}
