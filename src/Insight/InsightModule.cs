using LienThong.Kernel.Modules;

namespace LienThong.Insight;

/// <summary>Table of contents of the module.</summary>
public sealed class InsightModule : IModule;
