using LienThong.Kernel.Access;

namespace LienThong.Registries.Records;

/// Who keeps a register: officials with the scope, and the program itself when it carries out what was decided.
static class Keepers
{
    public static bool May(Caller caller) => caller.May(RegistryScopes.Write) || caller is { Kind: CallerKind.System, Channel: "job" };
}
