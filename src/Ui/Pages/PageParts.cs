using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Ui;

/// <summary>Small things that pages say to the layout.</summary>
public static class PageParts
{
    private const string HtmxKey = "LienThong.Htmx";

    /// <summary>The address of an asset by its plain name.</summary>
    public static string Asset(this IUrlHelper url, string name) =>
        url.ActionContext.HttpContext.RequestServices.GetRequiredService<Assets>().Url(name);

    /// <summary>Loads htmx on this page. The page must work without it.</summary>
    public static void UseHtmx(this ViewDataDictionary viewData) => viewData[HtmxKey] = true;

    internal static bool UsesHtmx(this ViewDataDictionary viewData) => viewData[HtmxKey] is true;
}
