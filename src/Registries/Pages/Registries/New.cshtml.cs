using LienThong.Dictionary;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using LienThong.Registries.Definitions;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Registries.Pages;

/// <summary>First step of a new register: what it is called and what its records are about.</summary>
[Requires(RegistryScopes.Define)]
public sealed class NewRegisterPage(IServiceProvider services) : RegistryPage(services)
{
    /// <summary>What was typed.</summary>
    public sealed record Form(string? Vi, string? En, string? Code, string? Definition, RegistrySubject? KeyedBy);

    /// <summary>Shows the empty form.</summary>
    public Task OnGetAsync(CancellationToken ct) => Open(ct);

    /// <summary>Begins the draft and goes on to the next step.</summary>
    public async Task<IActionResult> OnPostAsync(Form form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        await Open(ct);
        var vi = VietnameseText.Normalise(form.Vi ?? "");
        var code = string.IsNullOrWhiteSpace(form.Code) ? CodeFrom(vi) : form.Code.Trim();
        var first = new RegistryDefinition(code, code, vi, VietnameseText.Normalise(form.En ?? ""), VietnameseText.Normalise(form.Definition ?? ""), Reader.Agency ?? "", [], "", Get<TimeProvider>().Today())
        {
            KeyedBy = form.KeyedBy ?? RegistrySubject.Person, Rights = [new(FieldRight.Any, [FieldRight.Any], [FieldRight.Any])], Confidence = Certainty.M,
        };
        var begun = await Get<DraftDefinition>().Begin(Reader, first, ct);
        return begun.Failed ? this.Refused(begun.Faults) : Redirect($"/registries/{code}/draft/basis");
    }

    /// "Sổ nhà hàng, quán ăn" is so-nha-hang-quan-an.
    private static string CodeFrom(string name)
    {
        var words = string.Concat(VietnameseText.SearchKey(name).Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var code = string.Join('-', words);
        return code.Length > 60 ? code[..60].TrimEnd('-') : code;
    }
}
