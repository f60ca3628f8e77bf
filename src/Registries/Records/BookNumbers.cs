using System.Globalization;
using LienThong.Directory;
using LienThong.Kernel.Time;

namespace LienThong.Registries.Records;

/// The next number of a book of civil status: unique in one office, one book, one year (Law on Civil Status 60/2014).
static class BookNumbers
{
    /// The number as written on the certificate, and the office that gave it.
    public static async Task<(string Number, string Office)> Next(Db db, IDirectory directory, string book, string? commune, DateOnly day, CancellationToken ct)
    {
        var office = commune is null ? "" : directory.CommuneBody(commune, CommuneBodyKind.PeoplesCommittee, day)?.Code ?? commune;
        var number = await db.One(Sql.Next, [office, book, day.Year], r => r.GetInt32(0), ct);
        return (string.Create(CultureInfo.InvariantCulture, $"{number}/{day.Year}"), office);
    }

    static class Sql
    {
        public const string Next = """
            insert into registries.book_number (office, book, year, last) values ($1, $2, $3, 1)
            on conflict (office, book, year) do update set last = book_number.last + 1
            returning last
            """;
    }
}
