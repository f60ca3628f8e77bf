using LienThong.Directory;
using LienThong.Identity;
using LienThong.Kernel;
using LienThong.Kernel.Time;
using LienThong.Population.Synthetic;

namespace LienThong.Web.Demo;

/// <summary>One account per persona, bound to the synthetic person and the agency that the persona acts for.</summary>
static class DemoPersonas
{
    /// <summary>Code, Vietnamese name and person of each persona, in the order of the demo page.</summary>
    public static readonly IReadOnlyList<(string Code, string Vi, DemoPerson Person)> All =
    [
        ("citizen", "Người dân", DemoPeople.Mother),
        ("officer", "Cán bộ một cửa", DemoPeople.Officer),
        ("owner", "Chủ quản dữ liệu", DemoPeople.Owner),
        ("integrator", "Cán bộ kết nối", DemoPeople.Integrator),
        ("programme", "Cán bộ theo dõi kế hoạch", DemoPeople.Programme),
        ("leader", "Lãnh đạo", DemoPeople.Leader),
        ("inspector", "Thanh tra", DemoPeople.Inspector),
        ("administrator", "Quản trị hệ thống", DemoPeople.Administrator),
    ];

    public static async Task Create(IServiceProvider services, CancellationToken ct)
    {
        var directory = services.GetRequiredService<IDirectory>();
        var today = services.GetRequiredService<TimeProvider>().Today();
        var home = directory.DemoCommune;
        var counter = directory.CommuneBody(home.Code, CommuneBodyKind.OneStop, today) ?? throw new StartupException("Xã trình diễn không có bộ phận một cửa trong content/agencies.");
        var province = directory.ProvinceBody(home.ProvinceCode, today) ?? throw new StartupException("Tỉnh trình diễn không có uỷ ban nhân dân trong content/agencies.");
        var police = directory.AgencyAt("Bộ Công an", today) ?? throw new StartupException("content/agencies không có Bộ Công an.");
        var committee = directory.CommuneBody(home.Code, CommuneBodyKind.PeoplesCommittee, today) ?? throw new StartupException("Xã trình diễn không có uỷ ban nhân dân trong content/agencies.");
        var registrar = new DemoPost("civil-registrar", committee.Code, "Công chức tư pháp - hộ tịch");
        var result = await services.GetRequiredService<IDemoAccounts>().Create([.. All.Select(p => Account(p.Code, p.Person, p.Code switch
        {
            "citizen" => null,
            "officer" => counter,
            "owner" => police,
            _ => province,
        }) with { Also = p.Code == "officer" ? [registrar] : [] })], ct);
        if (result.Failed) throw new StartupException("Không tạo được tài khoản trình diễn: " + result.Faults[0].Error.Vi);
    }

    private static DemoAccount Account(string persona, DemoPerson person, Agency? agency) =>
        new(persona, person.FullName, person.Id.Value, agency?.Code, agency?.Name);
}
