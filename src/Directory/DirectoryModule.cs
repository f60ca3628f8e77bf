using LienThong.Kernel.Modules;

namespace LienThong.Directory;

/// <summary>Table of contents of the module.</summary>
public sealed class DirectoryModule : IModule;
