using LienThong.Directory;
using LienThong.Identity;
using LienThong.Kernel;
using LienThong.Kernel.Time;
using LienThong.Population.Synthetic;

namespace LienThong.Web.Demo;

/// <summary>One account per persona, bound to the synthetic person and the agency that the persona acts for.</summary>
static class DemoPersonas
{
    public static async Task Create(IServiceProvider services, CancellationToken ct)
    {
        var directory = services.GetRequiredService<IDirectory>();
        var today = services.GetRequiredService<TimeProvider>().Today();
        var home = directory.DemoCommune;
        var counter = directory.CommuneBody(home.Code, CommuneBodyKind.OneStop, today) ?? throw new StartupException("Xã trình diễn không có bộ phận một cửa trong content/agencies.");
        var province = directory.ProvinceBody(home.ProvinceCode, today) ?? throw new StartupException("Tỉnh trình diễn không có uỷ ban nhân dân trong content/agencies.");
        var police = directory.AgencyAt("Bộ Công an", today) ?? throw new StartupException("content/agencies không có Bộ Công an.");
        var result = await services.GetRequiredService<IDemoAccounts>().Create(
        [
            Account("citizen", DemoPeople.Mother, null),
            Account("officer", DemoPeople.Officer, counter),
            Account("owner", DemoPeople.Owner, police),
            Account("integrator", DemoPeople.Integrator, province),
            Account("programme", DemoPeople.Programme, province),
            Account("leader", DemoPeople.Leader, province),
            Account("inspector", DemoPeople.Inspector, province),
            Account("administrator", DemoPeople.Administrator, province),
        ], ct);
        if (result.Failed) throw new StartupException("Không tạo được tài khoản trình diễn: " + result.Faults[0].Error.Vi);
    }

    private static DemoAccount Account(string persona, DemoPerson person, Agency? agency) =>
        new(persona, person.FullName, person.Id.Value, agency?.Code, agency?.Name);
}
