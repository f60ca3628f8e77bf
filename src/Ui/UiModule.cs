using LienThong.Kernel.Modules;

namespace LienThong.Ui;

/// <summary>Table of contents of the module.</summary>
public sealed class UiModule : IModule;
