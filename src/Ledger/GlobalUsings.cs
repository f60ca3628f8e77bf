global using Db = LienThong.Kernel.Data.Db<LienThong.Ledger.LedgerModule>;
