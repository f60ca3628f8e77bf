using System.Net;
using System.Net.Http;
using System.Net.Sockets;

namespace LienThong.Identity.Security;

/// <summary>What came back of a call to an outside address; <paramref name="Fault"/> tells why nothing did.</summary>
internal sealed record OutboundAnswer(int Status, string Body, string? Fault)
{
    public bool Ok => Fault is null && Status is >= 200 and < 300;
}

/// <summary>
/// The one way in which Identity calls addresses that others gave us (key sets, logout notices). Follows no redirect, uses no proxy, keeps no cookies,
/// reads at most 64 KiB in five seconds, and does not reach machines of the inner network: the address is judged after its name was resolved, on the
/// connection itself, so that a name cannot change its meaning in between. Clients on trial may be on this machine.
/// </summary>
internal sealed class Outbound : IDisposable
{
    /// Longest answer, in bytes.
    public const int MostBytes = 64 * 1024;

    private readonly HttpClient live;
    private readonly HttpClient trial;
    private readonly HashSet<string> innerHosts;

    public Outbound(IdentityOptions options)
    {
        innerHosts = new(options.InnerHosts, StringComparer.OrdinalIgnoreCase);
        live = Client(loopback: false);
        trial = Client(loopback: true);
    }

    /// <summary>Sends a request on behalf of a client; never throws for what the other side does.</summary>
    public async Task<OutboundAnswer> Send(HttpRequestMessage request, bool toLive, CancellationToken ct)
    {
        if (request.RequestUri is not { Scheme: "https" or "http" } uri || (uri.Scheme == "http" && (toLive || !uri.IsLoopback))) return new(0, "", "https");
        try
        {
            using var answer = await (toLive ? live : trial).SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
            return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(ct), null);
        }
        catch (HttpRequestException e)
        {
            return new(0, "", e.InnerException is BlockedAddressException ? "địa chỉ trong mạng nội bộ" : e.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(0, "", "quá 5 giây");
        }
        catch (InvalidOperationException)
        {
            return new(0, "", "không đọc được câu trả lời");            // a charset that does not exist
        }
    }

    public void Dispose()
    {
        live.Dispose();
        trial.Dispose();
    }

    /// <summary>True for addresses that only the inner network has: private, link-local, carrier, multicast, unspecified; loopback apart.</summary>
    internal static bool IsInner(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6UniqueLocal || address.IsIPv6Multicast || address.Equals(IPAddress.IPv6Any) || IsTranslated(address);
        var b = address.GetAddressBytes();
        return b[0] is 0 or 10 or >= 224 || (b[0] == 172 && b[1] is >= 16 and < 32) || (b[0] == 192 && b[1] == 168) || (b[0] == 169 && b[1] == 254)
            || (b[0] == 100 && b[1] is >= 64 and < 128) || (b[0] == 192 && b[1] == 0 && b[2] == 0) || (b[0] == 198 && b[1] is 18 or 19);
    }

    /// 64:ff9b::/96 and 2002::/16 carry an IPv4 address that the checks above would not see.
    private static bool IsTranslated(IPAddress address)
    {
        var b = address.GetAddressBytes();
        return (b[0] == 0x20 && b[1] == 0x02) || (b[0] == 0 && b[1] == 0x64 && b[2] == 0xff && b[3] == 0x9b);
    }

    private HttpClient Client(bool loopback) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxConnectionsPerServer = 8,
        MaxResponseHeadersLength = 16,
        ConnectCallback = async (context, ct) => await Connect(context.DnsEndPoint, loopback, ct),
    })
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = MostBytes,
    };

    private async Task<Stream> Connect(DnsEndPoint end, bool loopback, CancellationToken ct)
    {
        var inner = innerHosts.Contains(end.Host);
        var addresses = await Dns.GetHostAddressesAsync(end.Host, ct);
        var allowed = addresses.Where(a => IPAddress.IsLoopback(a.IsIPv4MappedToIPv6 ? a.MapToIPv4() : a) ? loopback : inner || !IsInner(a)).ToArray();
        if (allowed.Length == 0) throw new BlockedAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, end.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class BlockedAddressException() : IOException("The address belongs to the inner network.");
}
