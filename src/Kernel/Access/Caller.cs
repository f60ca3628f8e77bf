using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace LienThong.Kernel.Access;

/// <summary>What kind of party calls.</summary>
public enum CallerKind
{
    Anonymous,
    Person,
    Official,
    System,
}

/// <summary>Who is calling. It travels from the edge to every contract, so that nothing is done by nobody.</summary>
/// <param name="Kind">What kind of party.</param>
/// <param name="Id">Opaque identifier of the account, client or job. Never a name or a number of a person.</param>
/// <param name="Person">The subject key of the human being behind the account, if there is one.</param>
/// <param name="Agency">Code of the agency for which an official or system acts.</param>
/// <param name="Post">Code of the post that the official acts in.</param>
/// <param name="Scopes">What the caller may do.</param>
/// <param name="Channel">web, api, job or cli.</param>
/// <param name="TraceId">Correlates log lines, ledger entries and answers.</param>
public sealed record Caller(
    CallerKind Kind, string Id, Guid? Person, string? Agency, string? Post, IReadOnlySet<string> Scopes, string Channel, string? TraceId)
{
    /// <summary>A visitor who has not signed in.</summary>
    public static readonly Caller Anonymous = new(CallerKind.Anonymous, "anonymous", null, null, null, FrozenSet<string>.Empty, "web", null);

    /// <summary>The program itself, working on a schedule or a command line.</summary>
    public static Caller Program(string name) =>
        new(CallerKind.System, "program:" + name, null, null, null, FrozenSet<string>.Empty, "job", null);

    /// <summary>
    /// The account for which the caller acts when it is not its own: an organisation, or a person who is represented. <see cref="Id"/> stays the one who acts,
    /// so that logs name who did it; <see cref="Person"/> is the person represented, and null for an organisation.
    /// </summary>
    public string? OnBehalfOf { get; init; }

    public bool May(string scope) => Scopes.Contains(scope);

    /// <summary>Lets minimal APIs take a <see cref="Caller"/> parameter.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult<Caller?>(context.Caller());
}

/// <summary>Who is calling, kept with the request.</summary>
public static class CallerExtensions
{
    private static readonly object Key = new();

    /// <summary>The caller of this request; <see cref="Access.Caller.Anonymous"/> when nobody signed in.</summary>
    public static Caller Caller(this HttpContext http) => http.Items.TryGetValue(Key, out var caller) ? (Caller)caller! : Access.Caller.Anonymous;

    public static void SetCaller(this HttpContext http, Caller caller) => http.Items[Key] = caller;
}

/// <summary>Implemented by the module that knows accounts: tells who sends a request. The first that answers wins.</summary>
public interface ICallerSource
{
    /// <summary>The caller, or null when this source does not recognise one.</summary>
    ValueTask<Caller?> Identify(HttpContext http, CancellationToken ct);
}
