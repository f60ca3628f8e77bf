global using Db = LienThong.Kernel.Data.Db<LienThong.Ui.UiModule>;
