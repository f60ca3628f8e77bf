using LienThong.Dictionary;
using LienThong.Identity;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Exchange.Reading;

/// <summary>
/// A relying party reads what a person granted it: the fields of the token's <c>data_access</c> details, for that person alone, on the ground of that
/// consent. Nothing is asked in the request, so nothing can be asked beyond the grant.
/// </summary>
static class ReadGranted
{
    public static void Map(ModuleRoutes r) => r.Api.MapGet("granted", Do).Public("the access token with its details is the right").Produces<ReadOverHttp.BatchAnswer>()
        .Refuses(ExchangeErrors.BeyondDetails, ExchangeErrors.ConsentMissing, ExchangeErrors.AgreementEnded, ExchangeErrors.AgreementSuspended);

    private static async Task<Result<ReadOverHttp.BatchAnswer>> Do(HttpContext http, IDataBroker broker, CancellationToken ct)
    {
        if (http.Caller().Kind == CallerKind.Anonymous) return KernelErrors.SignInNeeded;
        if (http.GrantedAccess() is not { Person: { } person, Consent: { } consent } granted) return ExchangeErrors.BeyondDetails;
        var answers = new List<ReadOverHttp.Answer>();
        foreach (var access in DataAccessDetail.All(granted.Details))
        {
            var basis = new Basis(BasisKind.Consent, consent.ToString("D"));
            var answer = await broker.Read(new DataRequest(granted.Reader, access.Agreement, access.Purpose, basis, new SubjectId(person), access.Fields), ct);
            if (answer.Failed) return answer.Faults;
            answers.Add(ReadOverHttp.Of(answer.Value));
        }
        return new ReadOverHttp.BatchAnswer([.. answers]);
    }
}
