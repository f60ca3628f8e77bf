using LienThong.Kernel.Modules;

namespace LienThong.Ledger;

/// <summary>Table of contents of the module.</summary>
public sealed class LedgerModule : IModule;
