namespace LienThong.Kernel;

/// <summary>The program cannot start; the message is one line that says why and what to do.</summary>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True when the words of the command line were wrong: exit code 2 instead of 1.</summary>
    public bool WrongUse { get; init; }
}
