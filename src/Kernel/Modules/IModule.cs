using LienThong.Kernel.Content;
using LienThong.Kernel.Events;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Kernel.Modules;

/// <summary>A room of the house. Its module class is its table of contents: one line per use case, job and subscription.</summary>
public interface IModule
{
    /// <summary>Lower-case word: schema, role, route prefix. By convention the class name without <c>Module</c>.</summary>
    string Name => ModuleName.Of(GetType());

    /// <summary>Registers what the module offers and needs.</summary>
    void Services(IServiceCollection services, IConfiguration configuration)
    {
    }

    /// <summary>Maps the module's API; its Razor Pages are found by the framework.</summary>
    void Routes(ModuleRoutes routes)
    {
    }

    /// <summary>Subscriptions and scheduled jobs.</summary>
    void News(ModuleNews news)
    {
    }

    /// <summary>What the module adds to the menus.</summary>
    IEnumerable<NavItem> Navigation => [];

    /// <summary>Loads what the state decided from <c>content/</c>; called at start when content or program changed; idempotent.</summary>
    Task LoadContent(IServiceProvider services, ContentFolder content, ContentReport report, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>An entry of a menu.</summary>
/// <param name="Vi">Vietnamese label.</param>
/// <param name="En">English label.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Scope">Who sees it; null means everybody.</param>
/// <param name="Order">Smaller comes first.</param>
public sealed record NavItem(string Vi, string En, string Href, string? Scope, int Order);

/// <summary>All menu entries of the program, in order.</summary>
public sealed class Navigation(IEnumerable<IModule> modules)
{
    private readonly NavItem[] items = [.. modules.SelectMany(m => m.Navigation).OrderBy(i => i.Order)];

    /// <summary>What this caller sees.</summary>
    public IEnumerable<NavItem> For(Access.Caller caller) => items.Where(i => i.Scope is null || caller.May(i.Scope));
}

/// <summary>The name of a module, from its class.</summary>
public static class ModuleName
{
    public static string Of<TModule>() where TModule : IModule => Cache<TModule>.Name;

    public static string Of(Type module)
    {
        var name = module.Name.EndsWith("Module", StringComparison.Ordinal) ? module.Name[..^6] : module.Name;
        return name.All(char.IsAsciiLetter)
            ? name.ToLowerInvariant()
            : throw new InvalidOperationException($"{module.Name} cannot name a schema: use letters only.");
    }

    static class Cache<TModule>
    {
        public static readonly string Name = Of(typeof(TModule));
    }
}

/// <summary>The Kernel seen as a module: it has a schema too.</summary>
public sealed class KernelModule : IModule;
