using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Ui.Pages;

/// <summary>The gallery: each component with its examples.</summary>
[PublicPage("không có dữ liệu cá nhân: tài liệu cho người làm giao diện")]
public sealed class ComponentsModel : PageModel
{
    internal ComponentExamples? Only { get; private set; }

    public IActionResult OnGet(string? name)
    {
        if (name is null) return Page();
        Only = ComponentExamples.All.FirstOrDefault(component => component.Slug == name);
        return Only is null ? NotFound() : Page();
    }
}
