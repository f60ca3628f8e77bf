using LienThong.Kernel.Results;
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

    /// <summary>The same for the refusal of a use case: <c>if (result.Failed) return this.Refused(result.Faults);</c></summary>
    public static IActionResult Refused(this PageModel page, Faults faults) =>
        page.Refused(new FormFaults(faults, page.Request.HasFormContentType ? page.Request.Form : null));

    /// <summary>The same for faults that the page put together itself.</summary>
    public static IActionResult Refused(this PageModel page, FormFaults faults)
    {
        faults.PutInto(page.ViewData);
        page.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page.Page();
    }
}
