using LienThong.Dictionary.Reading;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Dictionary.Publishing;

/// Lists the publications, newest first.
static class ShowEditions
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapGet("editions", (IDictionary dictionary, CancellationToken ct) => dictionary.Publications(ct))
        .WithSummary("Các bản công bố của từ điển và điều đã đổi")
        .Public(Reasons.Published);
}
