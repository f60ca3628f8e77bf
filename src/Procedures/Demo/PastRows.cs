using LienThong.Procedures.Dossiers;
using Npgsql;
using NpgsqlTypes;

namespace LienThong.Procedures.Demo;

/// <summary>The columns of the bulk load, in the order of its statements.</summary>
internal static class PastRows
{
    public static void Write(NpgsqlBinaryImporter w, Dossier d)
    {
        w.Write(d.Id, NpgsqlDbType.Uuid);
        foreach (var text in new[] { d.Code, d.ProcedureCode }) w.Write(text, NpgsqlDbType.Text);
        w.Write(d.Definition, NpgsqlDbType.Integer);
        w.Write(d.Account, NpgsqlDbType.Text);
        w.Write(d.Applicant, NpgsqlDbType.Uuid);
        w.Write(d.ApplicantName, NpgsqlDbType.Text);
        Text(w, d.PhoneTail);
        w.Write((short)d.Channel, NpgsqlDbType.Smallint);
        foreach (var text in new[] { d.ReceivingAgency, d.CompetentAgency, d.ReturnPlace, d.Province, d.Matter, d.Step }) w.Write(text, NpgsqlDbType.Text);
        w.Write((short)d.National, NpgsqlDbType.Smallint);
        w.Write(d.Money, NpgsqlDbType.Text);
        w.Write(d.Fee, NpgsqlDbType.Bigint);
        At(w, d.PaidAt);
        if (d.PaidOnline is { } online) w.Write(online, NpgsqlDbType.Boolean);
        else w.WriteNull();
        w.Write(d.Delivery, NpgsqlDbType.Text);
        w.Write((short)d.PapersNamed, NpgsqlDbType.Smallint);
        w.Write((short)d.PapersWaived, NpgsqlDbType.Smallint);
        foreach (var at in new[] { d.SubmittedAt, d.ReceivedAt, d.DueAt, d.FirstDueAt, d.FinishedAt, d.ReturnedAt }) At(w, at);
        w.Write((short)d.Supplements, NpgsqlDbType.Smallint);
        At(w, d.SupplementAt);
        w.Write(d.Notified, NpgsqlDbType.Boolean);
        if (d.Score is { } score) w.Write((short)score, NpgsqlDbType.Smallint);
        else w.WriteNull();
        At(w, d.Score is null ? null : d.ReturnedAt);
        Text(w, d.DeskAgency);
    }

    public static void Write(NpgsqlBinaryImporter w, Guid dossier, StoredProof p)
    {
        w.Write(dossier, NpgsqlDbType.Uuid);
        w.Write(p.Paper, NpgsqlDbType.Text);
        w.Write(p.Verdict, NpgsqlDbType.Text);
        Text(w, p.Reason);
        w.Write(p.Databases.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        w.Write(p.Fields.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        At(w, p.AsOf);
        w.Write(p.Agreement, NpgsqlDbType.Text);
        w.Write(p.Receipts.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid);
    }

    public static void Write(NpgsqlBinaryImporter w, Guid dossier, StepEntry e)
    {
        w.Write(dossier, NpgsqlDbType.Uuid);
        w.Write(e.Seq, NpgsqlDbType.Integer);
        At(w, e.At);
        w.Write(e.Action, NpgsqlDbType.Text);
        Text(w, e.From);
        w.Write(e.To, NpgsqlDbType.Text);
        w.Write((short)e.National, NpgsqlDbType.Smallint);
        w.Write(e.Actor, NpgsqlDbType.Text);
        foreach (var text in new[] { e.Official, e.Agency, e.Note }) Text(w, text);
    }

    public static void Write(NpgsqlBinaryImporter w, Guid dossier, StoredAnswer a)
    {
        w.Write(dossier, NpgsqlDbType.Uuid);
        w.Write(a.Key, NpgsqlDbType.Text);
        w.Write(a.Role, NpgsqlDbType.Text);
        Text(w, a.Field);
        foreach (var text in new[] { a.Value, a.Display, a.Origin }) w.Write(text, NpgsqlDbType.Text);
    }

    public static void Person(NpgsqlBinaryImporter w, Dossier d)
    {
        w.Write(d.Id, NpgsqlDbType.Uuid);
        w.Write("applicant", NpgsqlDbType.Text);
        w.Write(d.Applicant, NpgsqlDbType.Uuid);
    }

    public static void Rating(NpgsqlBinaryImporter w, Dossier d)
    {
        w.Write(d.Id, NpgsqlDbType.Uuid);
        w.Write((short)d.Score.GetValueOrDefault(), NpgsqlDbType.Smallint);
        At(w, d.ReturnedAt);
    }

    private static void Text(NpgsqlBinaryImporter w, string? text)
    {
        if (text is null) w.WriteNull();
        else w.Write(text, NpgsqlDbType.Text);
    }

    private static void At(NpgsqlBinaryImporter w, DateTimeOffset? at)
    {
        if (at is { } instant) w.Write(instant.ToUniversalTime(), NpgsqlDbType.TimestampTz);
        else w.WriteNull();
    }
}
