global using Db = LienThong.Kernel.Data.Db<LienThong.Procedures.ProceduresModule>;
