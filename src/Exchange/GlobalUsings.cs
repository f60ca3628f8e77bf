global using Db = LienThong.Kernel.Data.Db<LienThong.Exchange.ExchangeModule>;
