global using Db = LienThong.Kernel.Data.Db<LienThong.Insight.InsightModule>;
