using System.Text;
using LienThong.Kernel.Web;

namespace LienThong.Tests.Kernel;

public sealed class JsonEdgeTests
{
    [Theory]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\udfff":1}""")]
    [InlineData("""{"a":"x\u0000y"}""")]
    [InlineData("""[1e999]""")]
    [InlineData("""[123e-10000000]""")]
    [InlineData("""[-1e+9999]""")]
    [InlineData("""{"a":1""")]
    [InlineData("""{"a":1} x""")]
    public void A_document_that_could_not_be_read_or_stored_later_is_refused(string json) =>
        JsonEdge.FaultOf(Encoding.UTF8.GetBytes(json)).ShouldNotBeNull();

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused() => JsonEdge.FaultOf([0x22, 0xff, 0xfe, 0x22]).ShouldNotBeNull();

    [Theory]
    [InlineData("""{"tên":"Nguyễn Thị Hoà","n":0,"x":-0.0,"y":0e5,"z":1.5e3,"e":"\ud83d\ude00","s":"a\/b\u0111"}""")]
    [InlineData("""[]""")]
    [InlineData("null")]
    public void An_honest_document_passes(string json) => JsonEdge.FaultOf(Encoding.UTF8.GetBytes(json)).ShouldBeNull();
}
