global using Db = LienThong.Kernel.Data.Db<LienThong.Population.PopulationModule>;
global using LienThong.Kernel;
