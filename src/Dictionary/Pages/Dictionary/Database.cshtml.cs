using LienThong.Dictionary.Reading;
using LienThong.Directory;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Dictionary.Pages;

/// <summary>One database with its fields, and which of them this system can read.</summary>
[PublicPage(Reasons.Published)]
public sealed class DatabasePage(IDictionary dictionary, IDirectory directory, TimeProvider clock, LiveSources sources) : DictionaryPage(dictionary, directory, clock)
{
    /// <summary>The database.</summary>
    public DatabaseDefinition Database { get; private set; } = null!;

    /// <summary>Its fields: those it is the trusted source of, then copies.</summary>
    public IReadOnlyList<FieldDefinition> Fields { get; private set; } = [];

    /// <summary>Fields that this database's source in this system answers.</summary>
    public IReadOnlySet<FieldCode> Answered { get; private set; } = new HashSet<FieldCode>();

    /// <summary>404 when the code is unknown.</summary>
    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        await Open(ct);
        if (Edition.Database(code) is not { } database) return NotFound();
        Database = database;
        Fields = Edition.FieldsOf(code);
        Answered = (await sources.Current(ct)).Where(s => s.Database == code).SelectMany(s => s.Fields).ToHashSet();
        return Page();
    }
}
