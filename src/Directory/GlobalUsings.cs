global using Db = LienThong.Kernel.Data.Db<LienThong.Directory.DirectoryModule>;
