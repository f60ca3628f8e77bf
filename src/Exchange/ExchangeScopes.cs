namespace LienThong.Exchange;

/// <summary>Scopes of the module.</summary>
public static class ExchangeScopes
{
    /// <summary>Call the broker over the API.</summary>
    public const string Read = "exchange.read";

    /// <summary>Request, approve, suspend agreements; switch sources.</summary>
    public const string Manage = "exchange.manage";

    /// <summary>See agreements and sources: they hold no personal data.</summary>
    public const string See = "dictionary.read";

    /// <summary>See one's own data and who read it.</summary>
    public const string Own = "citizen.own";
}
