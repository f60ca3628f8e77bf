using LienThong.Dictionary;
using LienThong.Registries.Definitions;

namespace LienThong.Registries.Pages;

/// Words of enumerations; keys of the texts.
static class RegistryWords
{
    public static string Of(RegistrySubject subject) => subject switch
    {
        RegistrySubject.Person => "Người",
        RegistrySubject.Organisation => "Tổ chức",
        _ => "Vật, nơi chốn hoặc việc có mã riêng",
    };

    public static string Of(DefinitionState state) => state switch
    {
        DefinitionState.Draft => "Bản thảo",
        DefinitionState.Published => "Đang dùng",
        _ => "Đã thay",
    };

    public static string Tag(DefinitionState state) => state switch
    {
        DefinitionState.Draft => "new",
        DefinitionState.Published => "done",
        _ => "neutral",
    };

    public static string Of(Sensitivity sensitivity) => sensitivity switch
    {
        Sensitivity.Open => "Mở",
        Sensitivity.Basic => "Cá nhân cơ bản",
        _ => "Cá nhân nhạy cảm",
    };

    public static string Of(Origin origin) => origin switch
    {
        Origin.Typed => "Gõ từ giấy",
        Origin.Digitised => "Số hóa từ giấy",
        Origin.Decided => "Theo quyết định",
        Origin.Sent => "Hệ thống khác gửi",
        _ => "Giả lập để trình diễn",
    };
}
