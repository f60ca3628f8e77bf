namespace LienThong.Kernel;

/// <summary>The program cannot start; the message is one line that says why and what to do.</summary>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
