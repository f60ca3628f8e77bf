using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Ui;

/// <summary>How a page handler sends a form back with its faults.</summary>
public static class PageFaults
{
    /// <summary>Shows the page again with status 422, every fault beside its field and in the summary, and what the person typed.</summary>
    public static IActionResult Refused(this PageModel page, params IReadOnlyList<FieldFault> faults) =>
        page.Refused(new FormFaults(faults, page.Request.HasFormContentType ? page.Request.Form : null));

    /// <inheritdoc cref="Refused(PageModel, IReadOnlyList{FieldFault})"/>
    public static IActionResult Refused(this PageModel page, FormFaults faults)
    {
        faults.PutInto(page.ViewData);
        page.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page.Page();
    }
}
