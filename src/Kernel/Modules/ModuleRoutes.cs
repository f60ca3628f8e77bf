using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LienThong.Kernel.Modules;

/// <summary>Where a module maps its use cases. The house owns the prefixes.</summary>
/// <param name="Api">The group <c>/api/&lt;module&gt;/v1</c>.</param>
/// <param name="Root">The root, for well-known addresses only.</param>
public sealed record ModuleRoutes(RouteGroupBuilder Api, IEndpointRouteBuilder Root);

/// <summary>What every endpoint says about who may call it. An endpoint that says nothing stops the program at start.</summary>
public interface IAccessRule
{
    /// <summary>The scope that is needed; null when public.</summary>
    string? Scope { get; }

    /// <summary>Why it is public; null when a scope is needed.</summary>
    string? Reason { get; }
}

/// <summary>This page or endpoint needs a scope.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresAttribute(string scope) : Attribute, IAccessRule
{
    public string? Scope => scope;

    public string? Reason => null;
}

/// <summary>This page or endpoint is public, for a stated reason.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PublicPageAttribute(string reason) : Attribute, IAccessRule
{
    public string? Scope => null;

    public string? Reason => reason;
}

/// <summary>The refusals that an endpoint can answer with, for OpenAPI and the error pages.</summary>
public sealed record RefusalsMetadata(IReadOnlyList<Error> Errors);

/// <summary>The endpoint that creates or changes something asks for an <c>Idempotency-Key</c>.</summary>
public sealed record IdempotentMetadata;

/// <summary>How use cases declare their edge.</summary>
public static class RouteDeclarations
{
    public static TBuilder Requires<TBuilder>(this TBuilder builder, string scope) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RequiresAttribute(scope));

    /// <summary>Anybody may call; the reason is shown in the route list that inspectors read.</summary>
    public static TBuilder Public<TBuilder>(this TBuilder builder, string reason) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new PublicPageAttribute(reason));

    public static TBuilder Refuses<TBuilder>(this TBuilder builder, params Error[] errors) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RefusalsMetadata(errors));

    /// <summary>Creating and changing calls: the same key and body give the same answer and one effect.</summary>
    public static TBuilder Idempotent<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new IdempotentMetadata());

    internal static IAccessRule? AccessRule(this Endpoint endpoint) => endpoint.Metadata.GetMetadata<IAccessRule>();
}
