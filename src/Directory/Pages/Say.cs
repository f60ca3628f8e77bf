using System.Globalization;
using LienThong.Kernel.Time;
using Microsoft.Extensions.Localization;

namespace LienThong.Directory.Pages;

/// Words and addresses that the pages share.
static class Say
{
    public static string Life(this IStringLocalizer<Texts> t, Lifespan life) => (life.From, life.To) switch
    {
        (null, null) => t["không rõ ngày bắt đầu, đang có"],
        ({ } from, null) => t["từ {0} đến nay", HanoiTime.Show(from)],
        (null, { } to) => t["đến {0}", HanoiTime.Show(to)],
        ({ } from, { } to) => t["từ {0} đến {1}", HanoiTime.Show(from), HanoiTime.Show(to)],
    };

    public static string Change(this IStringLocalizer<Texts> t, AreaChange change) => change switch
    {
        AreaChange.Renamed => t["đổi tên hoặc loại"],
        AreaChange.Merged => t["nhập vào"],
        AreaChange.Split => t["chia cho"],
        _ => t["giữ nguyên"],
    };

    public static string Change(this IStringLocalizer<Texts> t, AgencyChange change) => change switch
    {
        AgencyChange.Merged => t["hợp nhất"],
        AgencyChange.Split => t["chia tách"],
        AgencyChange.Renamed => t["đổi tên"],
        AgencyChange.Continued => t["sắp xếp lại"],
        _ => t["chuyển chức năng"],
    };

    public static string Sure(this IStringLocalizer<Texts> t, Confidence confidence) => confidence switch
    {
        Confidence.High => t["độ tin cao"],
        Confidence.Medium => t["độ tin vừa"],
        _ => t["cần kiểm tra"],
    };

    public static string Kind(this IStringLocalizer<Texts> t, AgencyKind kind) => kind switch
    {
        AgencyKind.Government => t["Chính phủ"],
        AgencyKind.Ministry => t["Bộ"],
        AgencyKind.MinistryLevel => t["Cơ quan ngang bộ"],
        AgencyKind.GovernmentAgency => t["Cơ quan thuộc Chính phủ"],
        AgencyKind.Province => t["Ủy ban nhân dân cấp tỉnh"],
        AgencyKind.ProvinceUnit => t["Cơ quan của tỉnh, thành phố"],
        AgencyKind.Unit => t["Đơn vị thuộc bộ, ngành"],
        AgencyKind.District => t["Ủy ban nhân dân cấp huyện"],
        AgencyKind.Commune => t["Ủy ban nhân dân cấp xã"],
        AgencyKind.CommunePolice => t["Công an cấp xã"],
        AgencyKind.CommuneOneStop => t["Một cửa cấp xã"],
        _ => t["Cơ quan, tổ chức khác"],
    };

    public static string Kind(this IStringLocalizer<Texts> t, HolidayKind kind) => kind switch
    {
        HolidayKind.Holiday => t["Nghỉ lễ, tết"],
        HolidayKind.Compensatory => t["Nghỉ bù"],
        HolidayKind.SwapOff => t["Nghỉ hoán đổi"],
        _ => t["Làm bù"],
    };

    public static string Href(Area area, DateOnly today) => "/directory/areas/" + area.Code + On(area.Life, today);

    public static string Href(Agency agency, DateOnly today) => "/directory/agencies/" + agency.Code + On(agency.Life, today);

    // The address of a life that is not of today names a day of it.
    static string On(Lifespan life, DateOnly today) =>
        life.Contains(today) ? "" : "?on=" + (life.To ?? life.From ?? today).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
