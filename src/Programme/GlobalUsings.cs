global using Db = LienThong.Kernel.Data.Db<LienThong.Programme.ProgrammeModule>;
