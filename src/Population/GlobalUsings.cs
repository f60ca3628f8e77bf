global using Db = LienThong.Kernel.Data.Db<LienThong.Population.PopulationModule>;
