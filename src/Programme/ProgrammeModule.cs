using LienThong.Kernel.Modules;

namespace LienThong.Programme;

/// <summary>Table of contents of the module.</summary>
public sealed class ProgrammeModule : IModule;
