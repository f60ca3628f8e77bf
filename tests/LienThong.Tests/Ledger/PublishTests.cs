using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LienThong.Ledger;
using LienThong.Ledger.Notes;
using LienThong.Ledger.Tree;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Ledger;

public sealed class PublishTests(TestHouse house) : IClassFixture<TestHouse>
{
    private HttpClient Inspector => house.As(TestCaller.Official("G20", LedgerScopes.Inspect));

    [Fact]
    public async Task Anybody_can_rebuild_the_signed_root_from_the_published_leaves_alone()
    {
        await house.AppendSome(300);
        await house.Signed(await house.Size());
        var web = house.Anonymous();
        var checkpoint = Checkpoint.Parse(await web.GetStringAsync("/api/ledger/v1/checkpoint")).ShouldNotBeNull();
        var keys = (await web.GetStringAsync("/api/ledger/v1/keys")).Trim().Split('\n').Select(k => VerifierKey.Parse(k)!).ToList();
        checkpoint.SignedBy(keys).ShouldBeTrue();

        var tree = new TreeBuilder();
        for (var n = 0; n <= (checkpoint.Size - 1) / 256; n++)
        {
            var width = Math.Min(256, checkpoint.Size - (n * 256L));
            var path = $"{n:D3}{(width < 256 ? $".p/{width}" : "")}";
            var tile = await web.GetByteArrayAsync($"/api/ledger/v1/tile/0/{path}");
            tile.Length.ShouldBe((int)width * 32);
            var i = 0;
            foreach (var leaf in Leaves(await web.GetByteArrayAsync($"/api/ledger/v1/tile/entries/{path}")))
            {
                var hash = MerkleTree.LeafHash(leaf);
                hash.ToArray().ShouldBe(tile[(i * 32)..((i + 1) * 32)]);
                tree.Append(hash);
                i++;
            }
        }
        tree.Size.ShouldBe(checkpoint.Size);
        tree.Root().ShouldBe(checkpoint.Root);
    }

    [Theory]
    [InlineData("tile/0/999")]
    [InlineData("tile/64/000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/entries/999")]
    [InlineData("tile/entries/x")]
    public async Task A_tile_that_is_not_there_is_a_404_with_its_code(string path)
    {
        var answer = await house.Anonymous().GetAsync("/api/ledger/v1/" + path);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("LED-0009");
    }

    [Fact]
    public async Task Evidence_is_for_inspectors_and_verifies_offline_and_no_part_of_it_may_change()
    {
        var entry = await house.Append(LedgerTestExtensions.Entry());
        await house.Signed(await house.Size());
        (await house.Anonymous().GetAsync($"/api/ledger/v1/entries/{entry.Id}/evidence")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await house.As(TestCaller.Official("G01", "exchange.manage")).GetAsync($"/api/ledger/v1/entries/{entry.Id}/evidence")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var json = await Inspector.GetStringAsync($"/api/ledger/v1/entries/{entry.Id}/evidence");
        (await Verify(json)).ShouldBe(0);
        foreach (var (old, fresh) in new[]
        {
            ("HS-", "HX-"), ("person.birthDate", "person.birthPlace"), ("\"ok\"", "\"no\""), (entry.Subject.ToString()!, Guid.CreateVersion7().ToString()),
            ("test:officer", "test:0fficer"), ("index ", "index 1"), ("\"actor\"", "\"aktor\""), (LedgerOptionsOrigin, "other.localhost/ledger"),
        })
        {
            (await Verify(json.Replace(old, fresh, StringComparison.Ordinal))).ShouldBe(1, $"{old} → {fresh}");
        }
        (await Verify(json, "--key", VerifierKey.Of("other.localhost/ledger", NoteKeyType.Ed25519, new byte[32]).ToString())).ShouldBe(1, "signed by nobody whom this verifier trusts");
    }

    [Fact]
    public async Task The_verbs_end_with_zero_one_or_two_and_with_json_print_one_object()
    {
        var entry = await house.Append(LedgerTestExtensions.Entry());
        await house.Signed(await house.Size());
        (await Verb("verify", "--json")).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(0), r => JsonDocument.Parse(r.Out).RootElement.GetProperty("sound").GetBoolean().ShouldBeTrue());
        (await Verb("checkpoint", "--json")).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(0), r => JsonDocument.Parse(r.Out).RootElement.GetProperty("size").GetInt64().ShouldBePositive());
        (await Verb("prove", entry.Id.ToString())).Code.ShouldBe(0);
        (await Verb("prove", Guid.CreateVersion7().ToString())).Code.ShouldBe(1);
        (await Verb("prove", "not-an-id")).Code.ShouldBe(1);
        (await Verb("prove")).Code.ShouldBe(2);
        (await Verb("frobnicate")).Code.ShouldBe(2);
        (await Verb("verify", "--loud")).Code.ShouldBe(2);
        (await Verb("verify", "--evidence", "/no/such/file")).Code.ShouldBe(2);
    }

    [Fact]
    public async Task An_inspector_searches_over_the_api_and_the_search_is_written_down()
    {
        var entry = await house.Append(LedgerTestExtensions.Entry());
        (await house.As(TestCaller.Official("G20")).GetAsync($"/api/ledger/v1/entries?subject={entry.Subject}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Inspector.GetAsync("/api/ledger/v1/entries")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var found = await Inspector.GetFromJsonAsync<JsonElement>($"/api/ledger/v1/entries?subject={entry.Subject}");
        found.GetProperty("entries").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetGuid().ShouldBe(entry.Id);
        var again = await Inspector.GetFromJsonAsync<JsonElement>($"/api/ledger/v1/entries?subject={entry.Subject}");
        again.GetProperty("entries").EnumerateArray().First().GetProperty("purpose").GetString().ShouldBe("inspection");
    }

    [Fact]
    public async Task The_pages_show_search_entry_and_proof_in_vietnamese()
    {
        var entry = await house.Append(LedgerTestExtensions.Entry());
        await house.Signed(await house.Size());
        (await house.As(TestCaller.Official("G20")).GetAsync("/ledger")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var list = await Inspector.GetStringAsync($"/ledger?subject={entry.Subject}");
        list.ShouldContain($"/ledger/entries/{entry.Id}");
        list.ShouldContain("Nhật ký truy cập");
        var page = await Inspector.GetStringAsync($"/ledger/entries/{entry.Id}");
        page.ShouldContain("Đúng");
        page.ShouldContain("c2sp.org/tlog-proof@v1");
        page.ShouldContain("HS-Đăng-ký-1");
        var broad = await Inspector.GetAsync("/ledger?purpose=procedure");
        broad.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await broad.Content.ReadAsStringAsync()).ShouldContain("ít nhất một điều kiện");
        (await Inspector.GetAsync("/ledger?subject=abc&from=31/31/2026")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private const string LedgerOptionsOrigin = "lienthong.localhost/ledger";

    private async Task<(int Code, string Out)> Verb(params string[] words)
    {
        using var output = new StringWriter();
        var code = await LedgerVerbs.Run(house.Services, words, output, TextWriter.Null, default);
        return (code, output.ToString());
    }

    private static async Task<int> Verify(string evidence, params string[] more)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, evidence);
        var code = await LedgerVerbs.Run(null, ["verify", "--evidence", file, .. more], TextWriter.Null, TextWriter.Null, default);
        File.Delete(file);
        return code;
    }

    private static List<byte[]> Leaves(byte[] bundle)
    {
        var leaves = new List<byte[]>();
        for (var at = 0; at < bundle.Length;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.AsSpan(at));
            leaves.Add(bundle[(at + 2)..(at + 2 + length)]);
            at += 2 + length;
        }
        return leaves;
    }
}
