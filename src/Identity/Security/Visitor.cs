using System.Net;
using System.Net.Sockets;
using LienThong.Kernel.Text;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Security;

/// <summary>From where a request comes, as the security log keeps it.</summary>
/// <param name="Source">Network address; IPv6 shortened to the /64 that one subscriber has.</param>
/// <param name="Device">What the browser says it is, at most 200 characters.</param>
internal sealed record Visitor(string Source, string Device)
{
    public static Visitor Of(HttpContext http)
    {
        var device = VietnameseText.Normalise(http.Request.Headers.UserAgent.ToString());
        return new Visitor(SourceOf(http.Connection.RemoteIpAddress), device.Length > 200 ? device[..200] : device);
    }

    internal static string SourceOf(IPAddress? address)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address)) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes) + "/64";
    }

    /// <summary>A short name for people, the same in every language: "Chrome · Windows"; empty when nothing is known.</summary>
    public static string ShortName(string device)
    {
        var browser = First(device, ("Edg/", "Edge"), ("OPR/", "Opera"), ("coc_coc", "Cốc Cốc"), ("Chrome/", "Chrome"), ("Firefox/", "Firefox"), ("Safari/", "Safari"));
        var system = First(device, ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"));
        if (browser is null && system is null) return device[..Math.Min(device.Length, 40)];
        return string.Join(" · ", new[] { browser, system }.OfType<string>());
    }

    private static string? First(string device, params ReadOnlySpan<(string Mark, string Name)> known)
    {
        foreach (var (mark, name) in known)
            if (device.Contains(mark, StringComparison.OrdinalIgnoreCase)) return name;
        return null;
    }
}
