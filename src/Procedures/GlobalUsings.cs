global using Db = LienThong.Kernel.Data.Db<LienThong.Procedures.ProceduresModule>;
global using LienThong.Kernel.Access;
global using LienThong.Kernel.Data;
global using LienThong.Kernel.Events;
global using LienThong.Kernel.Modules;
global using LienThong.Kernel.Results;
