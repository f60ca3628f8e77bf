using LienThong.Kernel;
using LienThong.Web.Start;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
try
{
    return await Cli.Run(args, stop.Token);
}
catch (StartupException e)
{
    Console.Error.WriteLine(e.Message);
    return e.WrongUse ? 2 : 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
