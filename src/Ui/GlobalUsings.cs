global using Microsoft.AspNetCore.Html;
global using Microsoft.AspNetCore.Razor.TagHelpers;
