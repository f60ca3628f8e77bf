using LienThong.Kernel.Modules;

namespace LienThong.Identity;

/// <summary>Table of contents of the module.</summary>
public sealed class IdentityModule : IModule;
