using Microsoft.AspNetCore.Http;

namespace LienThong.Ui;

/// <summary>Implemented by the module that knows accounts; without it the header shows the name in the session.</summary>
public interface IAccountMenu
{
    /// <summary>Who is signed in; null for a visitor.</summary>
    AccountCard? For(HttpContext http);
}

/// <summary>What the header shows of the person who is signed in.</summary>
/// <param name="Name">As people call the person.</param>
/// <param name="Role">Post and agency, or how the person is signed in; may be empty.</param>
/// <param name="Links">Text in the reader's language and address.</param>
public sealed record AccountCard(string Name, string? Role, IReadOnlyList<(string Text, string Href)> Links);
