using Npgsql;

namespace LienThong.Population.Synthetic;

/// <summary>The four tables of the register while a load runs: one COPY each, side by side.</summary>
internal sealed class RegisterStreams
{
    private readonly TableStream _persons = new(), _households = new(), _members = new(), _residences = new();

    /// <summary>Sends rows until <see cref="End"/>. Each table has a connection of its own.</summary>
    public Task Send(Func<Func<NpgsqlConnection, Task>, Task> onConnection, CancellationToken ct) => Task.WhenAll(
        onConnection(c => _persons.Send(c, CopyRows.Sql.EmptyPersons, CopyRows.Sql.Persons, ct)),
        onConnection(c => _households.Send(c, CopyRows.Sql.EmptyHouseholds, CopyRows.Sql.Households, ct)),
        onConnection(c => _members.Send(c, CopyRows.Sql.EmptyMembers, CopyRows.Sql.Members, ct)),
        onConnection(c => _residences.Send(c, CopyRows.Sql.EmptyResidences, CopyRows.Sql.Residences, ct)));

    /// <summary>No more rows; with a reason, nothing of the load stays.</summary>
    public void End(Exception? broken = null)
    {
        foreach (var table in new[] { _persons, _households, _members, _residences }) table.End(broken);
    }

    /// <summary>For one thread that makes people.</summary>
    public CopyRows Writer() => new(new(_persons), new(_households), new(_members), new(_residences));
}
