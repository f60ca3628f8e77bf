using LienThong.Kernel.Modules;

namespace LienThong.Exchange;

/// <summary>Table of contents of the module.</summary>
public sealed class ExchangeModule : IModule;
