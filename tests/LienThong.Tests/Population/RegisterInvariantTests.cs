using LienThong.Population;
using LienThong.Population.Synthetic;
using Npgsql;

namespace LienThong.Tests.Population;

/// <summary>What no client may bypass, asked of the database itself.</summary>
public sealed class RegisterInvariantTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("[2026-01-01,)")]
    [InlineData("[2020-06-01,2020-07-01)")]
    public async Task A_second_permanent_residence_at_one_time_is_refused_by_the_database(string range)
    {
        var refused = await Should.ThrowAsync<PostgresException>(() => Insert(DemoPeople.Husband.Id, 2, range));
        refused.SqlState.ShouldBe(PostgresErrorCodes.ExclusionViolation);
        refused.ConstraintName.ShouldBe("residence_one_permanent");
    }

    [Fact]
    public async Task Later_entries_exclude_each_other_too_and_superseded_ones_do_not_count()
    {
        var person = DemoPeople.Officer.Id;
        await Insert(person, 2, "[2012-01-01,2013-01-01)");
        (await Should.ThrowAsync<PostgresException>(() => Insert(person, 3, "[2012-12-31,2014-01-01)"))).SqlState.ShouldBe(PostgresErrorCodes.ExclusionViolation);
        await house.Register.Execute("update population.residence set recorded_until = now() where person = $1 and entry = 2", [person.Value], Ct);
        await Insert(person, 3, "[2012-12-31,2014-01-01)");
        // an entry cannot come back when another one took its time
        (await Should.ThrowAsync<PostgresException>(() =>
            house.Register.Execute("update population.residence set recorded_until = null where person = $1 and entry = 2", [person.Value], Ct))).SqlState.ShouldBe(PostgresErrorCodes.ExclusionViolation);
    }

    [Fact]
    public async Task The_first_entry_cannot_be_stretched_over_a_later_one()
    {
        var person = DemoPeople.Owner.Id;
        await house.Register.Execute("update population.residence set valid = daterange(lower(valid), '2020-01-01') where person = $1 and entry = 1", [person.Value], Ct);
        await Insert(person, 2, "[2020-01-01,)");
        (await Should.ThrowAsync<PostgresException>(() => house.Register.Execute("update population.residence set valid = daterange(lower(valid), null) where person = $1 and entry = 1", [person.Value], Ct)))
            .SqlState.ShouldBe(PostgresErrorCodes.ExclusionViolation);
        (await Should.ThrowAsync<PostgresException>(() => Insert(person, 9, "[1990-01-01,1991-01-01)"))).SqlState.ShouldBe(PostgresErrorCodes.CheckViolation);
    }

    [Fact]
    public async Task Writers_of_overlapping_first_and_second_entries_at_once_never_both_win()
    {
        var person = DemoPeople.Inspector.Id;
        await house.Register.Execute("update population.residence set valid = daterange(lower(valid), '2020-01-01') where person = $1 and entry = 1", [person.Value], Ct);
        for (var round = 0; round < 10; round++)
        {
            var stretch = Attempt(() => house.Register.Execute("update population.residence set valid = daterange(lower(valid), null) where person = $1 and entry = 1", [person.Value], Ct));
            var insert = Attempt(() => Insert(person, 2, "[2020-01-01,)"));
            (await Task.WhenAll(stretch, insert)).Count(won => won).ShouldBe(1);
            await house.Register.Execute("delete from population.residence where person = $1 and entry = 2", [person.Value], Ct);
            await house.Register.Execute("update population.residence set valid = daterange(lower(valid), '2020-01-01') where person = $1 and entry = 1", [person.Value], Ct);
        }
    }

    private static async Task<bool> Attempt(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.ExclusionViolation or PostgresErrorCodes.DeadlockDetected)
        {
            return false;
        }
    }

    private Task Insert(PersonId person, short entry, string range) => house.Register.Execute("""
        insert into population.residence (person, entry, kind, valid, commune, address, recorded_at)
        values ($1, $2, 1, $3::text::daterange, '07210', 'x', now())
        """, [person.Value, entry, range], Ct);
}
