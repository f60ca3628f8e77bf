global using LienThong.Kernel.Data;
global using Db = LienThong.Kernel.Data.Db<LienThong.Identity.IdentityModule>;
