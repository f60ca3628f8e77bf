global using Db = LienThong.Kernel.Data.Db<LienThong.Dictionary.DictionaryModule>;
