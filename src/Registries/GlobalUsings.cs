global using Db = LienThong.Kernel.Data.Db<LienThong.Registries.RegistriesModule>;
