using LienThong.Kernel.Modules;

namespace LienThong.Population;

/// <summary>Table of contents of the module.</summary>
public sealed class PopulationModule : IModule;
