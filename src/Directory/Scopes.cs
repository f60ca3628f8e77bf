namespace LienThong.Directory;

/// <summary>Scopes of the Directory.</summary>
public static class DirectoryScopes
{
    /// <summary>Read officials and posts. Areas, bodies and calendars are public.</summary>
    public const string Read = "directory.read";

    /// <summary>Register officials and fill posts.</summary>
    public const string Manage = "directory.manage";
}
