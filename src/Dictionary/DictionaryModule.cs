using LienThong.Kernel.Modules;

namespace LienThong.Dictionary;

/// <summary>Table of contents of the module.</summary>
public sealed class DictionaryModule : IModule;
