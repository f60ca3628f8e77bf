using System.Xml.Linq;
using LienThong.Kernel.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace LienThong.Kernel.Web;

/// <summary>Data-protection keys live in the database, so that every node reads the cookies and secrets of every other.</summary>
sealed class ProtectionKeys(Databases databases) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = databases.Owner.CreateCommand(Sql.All);
        using var row = command.ExecuteReader();
        var keys = new List<XElement>();
        while (row.Read()) keys.Add(XElement.Parse(row.GetString(0)));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = databases.Owner.CreateCommand(Sql.Add);
        Parameters.Add(command.Parameters, [friendlyName, element.ToString(SaveOptions.DisableFormatting)]);
        command.ExecuteNonQuery();
    }

    static class Sql
    {
        public const string All = "select xml from kernel.protection_key";
        public const string Add = "insert into kernel.protection_key (name, xml) values ($1, $2) on conflict (name) do nothing";
    }
}
