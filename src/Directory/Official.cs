namespace LienThong.Directory;

/// <summary>Key of an official (a person in office; not a person of the population database).</summary>
public readonly record struct OfficialId(Guid Value);

/// <summary>Key of one holding of a post.</summary>
public readonly record struct PostId(Guid Value);

/// <summary>Someone who holds or held posts. Holds no population data: name and the account that Identity linked.</summary>
/// <param name="Id">Key.</param>
/// <param name="FullName">Name for people.</param>
/// <param name="StaffCode">Staff number, unique; how other systems name the official.</param>
/// <param name="Account">Account of Identity, or null.</param>
public sealed record Official(OfficialId Id, string FullName, string StaffCode, Guid? Account);

/// <summary>An official's holding of an office at a body over time.</summary>
/// <param name="Id">Key.</param>
/// <param name="Official">Who.</param>
/// <param name="Agency">Code of the body.</param>
/// <param name="Office">Code of the office (content/agencies/offices.yaml): "one-stop-officer", "vice-chair" …</param>
/// <param name="OfficeName">Its Vietnamese name.</param>
/// <param name="Life">Days of the holding.</param>
/// <param name="LegalBasis">The appointment.</param>
public sealed record Post(PostId Id, OfficialId Official, string Agency, string Office, string OfficeName, Lifespan Life, string LegalBasis);
