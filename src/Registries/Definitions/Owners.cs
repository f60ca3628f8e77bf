using LienThong.Directory;
using LienThong.Kernel.Access;

namespace LienThong.Registries.Definitions;

/// Who may declare and change a register: officials of the agency that keeps it; an administrator for those that a whole class of agencies keeps.
static class Owners
{
    public static bool May(Caller caller, string keeper) =>
        caller.May(RegistryScopes.Define) && (caller.May(RegistryScopes.Admin) || (caller.Agency is { } agency && IsWithin(keeper, agency)));

    /// A body belongs to a keeper when it is the keeper, one of its units, or one of the class.
    public static bool Belongs(string keeper, string? agency, IDirectory directory, DateOnly day) =>
        agency is not null && (keeper.StartsWith("class:", StringComparison.Ordinal) ? directory.IsMember(keeper, agency, day) : IsWithin(keeper, agency));

    private static bool IsWithin(string body, string agency) =>
        agency.StartsWith(body, StringComparison.Ordinal) && (agency.Length == body.Length || agency[body.Length] == '.');
}
