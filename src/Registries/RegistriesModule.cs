using LienThong.Kernel.Modules;

namespace LienThong.Registries;

/// <summary>Table of contents of the module.</summary>
public sealed class RegistriesModule : IModule;
