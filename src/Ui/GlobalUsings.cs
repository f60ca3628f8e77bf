global using Microsoft.AspNetCore.Html;
global using Microsoft.AspNetCore.Razor.TagHelpers;
global using Db = LienThong.Kernel.Data.Db<LienThong.Ui.UiModule>;
