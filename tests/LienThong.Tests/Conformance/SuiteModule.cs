namespace LienThong.Tests.Conformance;

/// <summary>Test plans of the public suite (openid-certification/conformance-suite at 12f2a4da) whose modules are rebuilt here by behaviour.</summary>
public enum Plan
{
    Basic,
    Config,
    RpLogout,
    BackchannelLogout,
    Fapi2,
}

/// <summary>What the test proves: the module passes, or the house refuses on purpose and says so in the way that the module accepts, or the module does not apply.</summary>
public enum Verdict
{
    Pass,
    RefusedByDesign,
    NotApplicable,
}

/// <summary>Names the module of the public suite that a test stands for. docs/conformance-openid.md is made from these.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SuiteModuleAttribute(Plan plan, string module) : Attribute
{
    public Plan Plan { get; } = plan;

    /// <summary>The name in the suite; those of FAPI2 without their common beginning.</summary>
    public string Module { get; } = module;

    public Verdict Verdict { get; set; } = Verdict.Pass;

    /// <summary>Compulsory where the verdict is not a plain pass.</summary>
    public string? Why { get; set; }
}
