using LienThong.Kernel.Time;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Population;
using LienThong.Population.Synthetic;
using LienThong.Procedures;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Filing;
using LienThong.Procedures.Work;
using LienThong.Registries;
using LienThong.Tests.Fixture;
using LienThong.Web.Demo;

namespace LienThong.Tests.Procedures;

/// <summary>A house with the demonstration's people and sector registers: real sources, real broker, real ledger.</summary>
public sealed class ProceduresHouse(PostgresRun run) : TestHouse(run)
{
    public static Guid MotherId => DemoPeople.Mother.Id.Value;

    public Caller Mother { get; } = TestCaller.Person(DemoPeople.Mother.Id.Value, "citizen.own", "dossier.file");

    public IDirectory Places => Get<IDirectory>();

    public string Commune => Places.DemoCommune.Code;

    private DateOnly Today => Get<TimeProvider>().Today();

    public string Committee => Places.CommuneBody(Commune, CommuneBodyKind.PeoplesCommittee, Today)!.Code;

    public string Police => Places.CommuneBody(Commune, CommuneBodyKind.Police, Today)!.Code;

    public string OneStop => Places.CommuneBody(Commune, CommuneBodyKind.OneStop, Today)!.Code;

    public static Caller Officer(string agency) => TestCaller.Official(agency, "dossier.handle");

    protected override async Task Fill()
    {
        var communes = Places.Provinces(Today).SelectMany(p => Places.Communes(p.Code, Today)).Select(c => new CommuneWeight(c.Code, c.ProvinceCode, c.Type == "Phường")).ToList();
        await Get<SyntheticLoad>().Load(new SyntheticOptions { People = 3_000, DemoCommune = Commune }, communes, _ => { }, CancellationToken.None);
        await DemoRegisters.Load(Services, await DemoHouse.Facts(Services, CancellationToken.None), CancellationToken.None);
    }

    /// <summary>A started draft.</summary>
    internal async Task<Guid> Start(string procedure, Caller? caller = null)
    {
        var begun = await Get<StartDraft>().Run(caller ?? Mother, new(procedure), CancellationToken.None);
        begun.Failed.ShouldBeFalse();
        return begun.Value;
    }

    internal async Task Answer(Guid draft, params (string Key, string? Value)[] answers)
    {
        var saved = await Get<SaveAnswers>().Run(Mother, draft, answers.ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal), CancellationToken.None);
        saved.Failed.ShouldBeFalse(saved.Failed ? saved.Faults[0].ToString() : "");
    }

    /// <summary>A birth filed by the mother, ready for the officers of the demo commune.</summary>
    internal async Task<Dossier> FileBirth(string childName)
    {
        var draft = await Start("1.001193");
        await Answer(draft, ("childName", childName));
        var filed = await Get<FileDossier>().Run(Mother, draft, CancellationToken.None);
        filed.Failed.ShouldBeFalse(filed.Failed ? string.Join("; ", filed.Faults.Select(f => f.Error.Code + f.Pointer)) : "");
        return filed.Value;
    }

    internal async Task<Dossier> Do(Caller officer, Dossier dossier, MoveAction action, string? note = null)
    {
        var moved = await Get<HandleDossier>().Run(officer, new MoveWish(dossier.Id, action, dossier.Version, note), CancellationToken.None);
        moved.Failed.ShouldBeFalse(moved.Failed ? string.Join("; ", moved.Faults.Select(f => f.Error.Code + f.Pointer + string.Join(",", f.Args))) : "");
        return moved.Value;
    }

    internal async Task<Dossier> Load(Guid id) => (await Get<DossierShelf>().Find(id, CancellationToken.None))!;

    internal async Task Upload(Guid draft, string paper, byte[] bytes)
    {
        var file = new Microsoft.AspNetCore.Http.FormFile(new MemoryStream(bytes), 0, bytes.Length, paper, "giấy.pdf");
        (await Get<LienThong.Procedures.Papers.UploadPaper>().Run(Mother, draft, paper, file, CancellationToken.None)).Failed.ShouldBeFalse();
    }
}
