using LienThong.Procedures.Definitions;
using Npgsql;

namespace LienThong.Procedures.Dossiers;

/// <summary>
/// A filed dossier (hồ sơ). Business (<see cref="National"/>, <see cref="Step"/>), money and delivery are separate states; receiving place, competent
/// agency and place of return are separate fields. All instants are UTC.
/// </summary>
internal sealed record Dossier
{
    public required Guid Id { get; init; }
    public required string Code { get; init; }
    public required string ProcedureCode { get; init; }
    public required int Definition { get; init; }
    public required string Account { get; init; }

    /// <summary>Who filed it; after that record was merged into another one, the survivor.</summary>
    public required Guid Applicant { get; init; }
    public required string ApplicantName { get; init; }
    public string? AssistedBy { get; init; }
    public string? PhoneTail { get; init; }
    public required Channel Channel { get; init; }
    public required string ReceivingAgency { get; init; }
    public required string CompetentAgency { get; init; }

    /// <summary>The one-stop centre where officials of the competent agency handle it; null where they do not sit there.</summary>
    public string? DeskAgency { get; init; }
    public required string ReturnPlace { get; init; }
    public required string Province { get; init; }

    /// <summary>What it is about (this birth notice, this person's move): only one open dossier each.</summary>
    public required string Matter { get; init; }

    public required string Step { get; init; }
    public required int National { get; init; }
    public string Money { get; init; } = MoneyStates.None;
    public long Fee { get; init; }
    public DateTimeOffset? PaidAt { get; init; }
    public bool? PaidOnline { get; init; }
    public string Delivery { get; init; } = DeliveryStates.None;
    public int PapersNamed { get; init; }
    public int PapersWaived { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }
    public DateTimeOffset? ReceivedAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public DateTimeOffset? FirstDueAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public DateTimeOffset? ReturnedAt { get; init; }
    public int Supplements { get; init; }
    public DateTimeOffset? SupplementAt { get; init; }
    public int Reappointments { get; init; }
    public bool Notified { get; init; }
    public DossierResult? Result { get; init; }
    public int? Score { get; init; }
    public int Version { get; init; } = 1;

    public bool Ended => StateMachine.Ended(National);

    /// <summary>Columns in the order of <see cref="Read"/>; every query of a dossier names them.</summary>
    public const string Columns = """
        id, code, procedure_code, definition, account,
        coalesce((select m.survivor from procedures.merged_person m where m.subject = dossier.applicant), applicant), applicant_name, assisted_by, phone_tail, channel, receiving_agency, competent_agency, return_place,
        province, matter, step, national, money, fee, paid_at, paid_online, delivery, papers_named, papers_waived, submitted_at, received_at, due_at, first_due_at,
        finished_at, returned_at, supplements, supplement_at, reappointments, notified, result, score, version, desk_agency
        """;

    public static Dossier Read(NpgsqlDataReader r) => new()
    {
        Id = r.GetGuid(0), Code = r.GetString(1), ProcedureCode = r.GetString(2), Definition = r.GetInt32(3), Account = r.GetString(4),
        Applicant = r.GetGuid(5), ApplicantName = r.GetString(6), AssistedBy = r.TextOrNull(7), PhoneTail = r.TextOrNull(8), Channel = (Channel)r.GetInt16(9),
        ReceivingAgency = r.GetString(10), CompetentAgency = r.GetString(11), ReturnPlace = r.GetString(12), Province = r.GetString(13), Matter = r.GetString(14),
        Step = r.GetString(15), National = r.GetInt16(16), Money = r.GetString(17), Fee = r.GetInt64(18), PaidAt = r.InstantOrNull(19),
        PaidOnline = r.IsDBNull(20) ? null : r.GetBoolean(20), Delivery = r.GetString(21), PapersNamed = r.GetInt16(22), PapersWaived = r.GetInt16(23),
        SubmittedAt = r.Instant(24), ReceivedAt = r.InstantOrNull(25), DueAt = r.InstantOrNull(26), FirstDueAt = r.InstantOrNull(27),
        FinishedAt = r.InstantOrNull(28), ReturnedAt = r.InstantOrNull(29), Supplements = r.GetInt16(30), SupplementAt = r.InstantOrNull(31),
        Reappointments = r.GetInt16(32), Notified = r.GetBoolean(33), Result = r.IsDBNull(34) ? null : r.FromJson<DossierResult>(34),
        Score = r.IsDBNull(35) ? null : r.GetInt16(35), Version = r.GetInt32(36), DeskAgency = r.TextOrNull(37),
    };
}

/// <summary>What came out of it.</summary>
/// <param name="Documents">The electronic result documents.</param>
/// <param name="Facts">Lines of the result in Vietnamese and English label with value: the child's number, the new residence.</param>
internal sealed record DossierResult(IReadOnlyList<ResultDocument> Documents, IReadOnlyList<ResultFact> Facts);

/// <summary>One result document with its number in the register of the deciding body.</summary>
internal sealed record ResultDocument(string Code, Words Name, string Number, DateTimeOffset IssuedAt);

internal sealed record ResultFact(Words Label, string Value);

/// <summary>One line of the history.</summary>
internal sealed record StepEntry(
    int Seq, DateTimeOffset At, string Action, string? From, string To, int National, string Actor, string? Official, string? Agency, string? Note);

/// <summary>One stored line of the form.</summary>
internal sealed record StoredAnswer(
    string Key, string Role, string? Field, string Value, string Display, string Origin, string? Source, DateTimeOffset? AsOf, Guid? Receipt, string? Registered);

/// <summary>One stored decision about a paper.</summary>
internal sealed record StoredProof(
    string Paper, string Verdict, string? Reason, IReadOnlyList<string> Databases, IReadOnlyList<string> Fields, DateTimeOffset? AsOf, string Agreement, IReadOnlyList<Guid> Receipts);

/// <summary>A file handed in.</summary>
internal sealed record StoredFile(Guid Id, string Paper, string FileName, string MediaType, int Size, DateTimeOffset StoredAt);
