using LienThong.Kernel.Content;
using LienThong.Kernel.Modules;
using LienThong.Programme.Plans;

namespace LienThong.Programme;

/// <summary>Table of contents of the module.</summary>
public sealed class ProgrammeModule : IModule
{
    public Task LoadContent(IServiceProvider services, ContentFolder content, ContentReport report, CancellationToken ct) => LoadPlans.Load(services, content, report, ct);
}
