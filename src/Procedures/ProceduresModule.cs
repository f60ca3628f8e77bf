using LienThong.Kernel.Modules;

namespace LienThong.Procedures;

/// <summary>Table of contents of the module.</summary>
public sealed class ProceduresModule : IModule;
