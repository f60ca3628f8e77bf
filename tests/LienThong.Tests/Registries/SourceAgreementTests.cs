using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Data;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Synthetic;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Tests.Registries;

public sealed class SourceAgreementTests(RegistryHouse house) : IClassFixture<RegistryHouse>
{
    [Fact]
    public async Task Every_field_of_every_source_is_in_the_dictionary_and_in_a_database_that_holds_it()
    {
        var edition = await house.Get<IDictionary>().Current(CancellationToken.None);
        var faults = from source in await house.Get<LiveSources>().Current(CancellationToken.None)
                     from field in source.Fields
                     let definition = edition.Field(field)
                     where definition is null || (definition.Database != source.Database && !definition.AlsoIn.Contains(source.Database))
                     select $"{source.Database}: {field}";
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_register_of_persons_answers_is_canonical_by_the_dictionary()
    {
        var communes = CommuneWeights.Of(house.Get<IDirectory>(), TimeProvider.System.Today());
        await new SyntheticLoad(house.Db<PopulationModule>(), TimeProvider.System).Load(new SyntheticOptions { People = 3_000 }, communes, _ => { }, CancellationToken.None);
        var edition = await house.Get<IDictionary>().Current(CancellationToken.None);
        var wrong = new List<string>();
        foreach (var source in house.Services.GetServices<IFieldSource>().Where(s => s.Database is "population" or "residence"))
        {
            var fields = source.Fields.ToList();
            var rows = await source.Read([.. DemoPeople.All.Select(p => new SubjectId(p.Id.Value))], fields, CancellationToken.None);
            rows.Count.ShouldBe(DemoPeople.All.Count);
            wrong.AddRange(from row in rows
                           from i in Enumerable.Range(0, fields.Count)
                           where row.Cells[i].Value is { } value && edition.Canonical(fields[i], value).Failed
                           select $"{source.Database} {fields[i]}: {row.Cells[i].Value}");
        }
        wrong.ShouldBeEmpty();
    }
}
