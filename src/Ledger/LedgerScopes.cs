namespace LienThong.Ledger;

/// <summary>Scopes of the module.</summary>
public static class LedgerScopes
{
    /// <summary>Search the book and export evidence.</summary>
    public const string Inspect = "ledger.inspect";
}
