using System.Reflection;
using System.Text;
using LienThong.Tests.Docs;

namespace LienThong.Tests.Conformance;

/// <summary>docs/conformance-openid.md: every module of the plans with what the tests here prove about it. Made from the tests, so that it cannot say more than they do.</summary>
public sealed class ConformanceTable
{
    private static readonly (Plan Plan, string Title, string Prefix, int Modules)[] Plans =
    [
        (Plan.Basic, "OpenID Connect Core: Basic certification profile (`oidcc-basic-certification-test-plan`)", "", 38),
        (Plan.Config, "OpenID Connect Discovery: Config (`oidcc-config-certification-test-plan`)", "", 1),
        (Plan.RpLogout, "RP-Initiated Logout (`oidcc-rp-initiated-logout-certification-test-plan`)", "", 11),
        (Plan.BackchannelLogout, "Back-Channel Logout (`oidcc-backchannel-rp-initiated-logout-certification-test-plan`)", "", 2),
        (Plan.Fapi2, "FAPI 2.0 Security Profile Final (`fapi2-security-profile-final-test-plan`; plain_fapi, private_key_jwt, dpop, openid_connect)", "fapi2-security-profile-final-", 56),
    ];

    [Fact]
    public void Every_module_of_the_plans_has_exactly_one_test()
    {
        var modules = Modules().ToList();
        modules.Select(m => (m.Suite.Plan, m.Suite.Module)).ShouldBeUnique();
        foreach (var (plan, _, _, count) in Plans) modules.Count(m => m.Suite.Plan == plan).ShouldBe(count, plan.ToString());
        modules.ShouldAllBe(m => m.Test.GetCustomAttribute<FactAttribute>() != null && m.Test.GetCustomAttribute<FactAttribute>()!.Skip == null);
        modules.Where(m => m.Suite.Verdict != Verdict.Pass).ShouldAllBe(m => m.Suite.Why != null);
    }

    [Fact]
    public void The_table_is_up_to_date()
    {
        var text = new StringBuilder("""
            # OpenID conformance

            What the tests here prove about each module of the public suite (openid-certification/conformance-suite at 12f2a4da), rebuilt by behaviour: the suite itself
            needs a JDK and MongoDB and cannot run here, nobody has run the hosted one against LienThong, and **LienThong is not certified**. Every line is a test against a
            running server over HTTP; the table is made from them (`UPDATE_DOCS=1 ./test ConformanceTable`) and they run in every `./test`.

            *Pass*: the behaviour that the module wants. *Refused by design*: the house does not offer it and refuses in a way that the module accepts. Waiting times (30 and 60 seconds,
            expiry) are simulated by moving the stored instants back.

            """);
        foreach (var (plan, title, prefix, count) in Plans)
        {
            var modules = Modules().Where(m => m.Suite.Plan == plan).OrderBy(m => m.Suite.Module, StringComparer.Ordinal).ToList();
            var passes = modules.Count(m => m.Suite.Verdict == Verdict.Pass);
            text.Append($"\n## {title}\n\n{count} modules: {passes} pass, {modules.Count(m => m.Suite.Verdict == Verdict.RefusedByDesign)} refused by design, {modules.Count(m => m.Suite.Verdict == Verdict.NotApplicable)} not applicable.\n\n| Module | | Test | Remark |\n| --- | --- | --- | --- |\n");
            foreach (var (suite, test) in modules) text.Append($"| `{prefix}{suite.Module}` | {Word(suite.Verdict)} | `{test.DeclaringType!.Name}.{test.Name}` | {suite.Why} |\n");
        }
        GeneratedDocs.Compare("conformance-openid.md", text.ToString());
    }

    private static IEnumerable<(SuiteModuleAttribute Suite, MethodInfo Test)> Modules() =>
        from type in typeof(ConformanceTable).Assembly.GetTypes()
        from method in type.GetMethods()
        let suite = method.GetCustomAttribute<SuiteModuleAttribute>()
        where suite is not null
        select (suite, method);

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.RefusedByDesign => "refused by design",
        _ => "not applicable",
    };
}
