using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LienThong.Identity.Demo;

/// <summary>Outside demo mode the page of the personas has no route at all.</summary>
internal sealed class DemoPageOnlyInDemo(HouseOptions house) : IConfigureOptions<RazorPagesOptions>, IPageRouteModelConvention
{
    public void Configure(RazorPagesOptions options) => options.Conventions.Add(this);

    public void Apply(PageRouteModel model)
    {
        if (!house.Demo && model.ViewEnginePath == "/Identity/Demo") model.Selectors.Clear();
    }
}
