using System.Diagnostics;
using System.Text;
using LienThong.Ledger;
using LienThong.Ledger.Notes;
using LienThong.Ledger.Tree;

namespace LienThong.Tests.Ledger;

public sealed class SignedNoteTests : IDisposable
{
    private const string Origin = "nhatky.vidu.vn/so-cai";
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("lienthong-note").FullName;

    // The example of c2sp.org/signed-note.
    private const string ExampleKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private const string ExampleNote =
        "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_example_of_the_standard_verifies_and_no_byte_of_it_may_change()
    {
        var key = VerifierKey.Parse(ExampleKey).ShouldNotBeNull();
        key.ToString().ShouldBe(ExampleKey);
        var note = SignedNote.Parse(ExampleNote).ShouldNotBeNull();
        note.Verify([key]).ShouldBeTrue();
        note.Format().ShouldBe(ExampleNote);
        for (var i = 0; i < ExampleNote.Length; i++)
        {
            var changed = ExampleNote[..i] + (ExampleNote[i] == 'x' ? 'y' : 'x') + ExampleNote[(i + 1)..];
            (SignedNote.Parse(changed) is { } parsed && parsed.Verify([key])).ShouldBeFalse(changed);
        }
    }

    [Fact]
    public void Ed25519_gives_the_first_vector_of_RFC_8032()
    {
        var seed = Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        var key = Convert.FromHexString("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        var signature = "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";

        Ed25519.PublicKey(seed).ShouldBe(key);
        Convert.ToHexStringLower(Ed25519.Sign(seed, [])).ShouldBe(signature);
        Ed25519.Verify(key, [], Convert.FromHexString(signature)).ShouldBeTrue();
        Ed25519.Verify(key, [1], Convert.FromHexString(signature)).ShouldBeFalse();
    }

    [Fact]
    public void A_checkpoint_is_signed_by_both_keys_and_either_alone_is_enough_to_trust_it()
    {
        using var keys = LogKeys.Open(folder, Origin);
        var note = keys.Sign(Checkpoint.Body(Origin, 42, MerkleTree.Empty)).Format();

        var checkpoint = Checkpoint.Parse(note).ShouldNotBeNull();
        checkpoint.Size.ShouldBe(42);
        checkpoint.Root.ShouldBe(MerkleTree.Empty);
        keys.Verifiers.Select(k => k.Type).ShouldBe([NoteKeyType.EcdsaP256, NoteKeyType.Ed25519]);
        foreach (var key in keys.Verifiers) checkpoint.SignedBy([VerifierKey.Parse(key.ToString())!]).ShouldBeTrue();
        Checkpoint.Parse(note.Replace("\n42\n", "\n43\n", StringComparison.Ordinal))!.SignedBy(keys.Verifiers).ShouldBeFalse();
    }

    [Fact]
    public void One_false_signature_under_a_known_key_spoils_the_note()
    {
        using var keys = LogKeys.Open(folder, Origin);
        var signed = keys.Sign(Checkpoint.Body(Origin, 1, MerkleTree.Empty));
        var other = keys.Sign(Checkpoint.Body(Origin, 2, MerkleTree.Empty));
        var mixed = signed with { Signatures = [signed.Signatures[0], other.Signatures[1]] };

        mixed.Verify(keys.Verifiers).ShouldBeFalse();
        mixed.Verify([keys.Verifiers[0]]).ShouldBeTrue("the second key is unknown to this verifier");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("text without signature\n")]
    [InlineData("text\n\n— name\n")]
    [InlineData("text\n\n— name AAAA\n")]
    [InlineData("text\n\n- name AAAAAAAAAAAA\n")]
    [InlineData("text\n\n— na+me AAAAAAAAAAAA\n")]
    [InlineData("te\txt\n\n— name AAAAAAAAAAAA\n")]
    public void What_is_not_a_note_is_refused(string text) => SignedNote.Parse(text).ShouldBeNull();

    [Fact]
    public void The_key_file_is_made_once_for_its_owner_only_and_a_readable_one_is_refused()
    {
        string first, second;
        using (var keys = LogKeys.Open(folder, Origin)) first = keys.Verifiers[1].ToString();
        using (var keys = LogKeys.Open(folder, Origin)) second = keys.Verifiers[1].ToString();
        second.ShouldBe(first);
        var file = Path.Combine(folder, "signing-key.pem");
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Should.Throw<InvalidOperationException>(() => LogKeys.Open(folder, Origin)).Message.ShouldContain("chmod 600");
    }

    [Fact]
    public async Task Node_verifies_both_signatures_of_a_checkpoint_by_itself()
    {
        using var keys = LogKeys.Open(folder, Origin);
        var note = keys.Sign(Checkpoint.Body(Origin, 7, MerkleTree.Empty)).Format();

        (await AskNode(note, keys)).ShouldBe("ecdsa true ed25519 true");
        (await AskNode(note.Replace("\n7\n", "\n8\n", StringComparison.Ordinal), keys)).ShouldBe("ecdsa false ed25519 false");
    }

    /// <summary>An independent reader of the format: node:crypto, none of our code.</summary>
    private static async Task<string> AskNode(string note, LogKeys keys)
    {
        const string Script = """
            const crypto = require('crypto');
            const [note, ...vkeys] = JSON.parse(require('fs').readFileSync(0, 'utf8'));
            const end = note.lastIndexOf('\n\n');
            const text = Buffer.from(note.slice(0, end + 1));
            const lines = note.slice(end + 2).trim().split('\n').map(l => { const [, name, b64] = l.split(' '); return { name, raw: Buffer.from(b64, 'base64') }; });
            const out = vkeys.map(v => {
              const at = v.split('+'); const id = at[1]; const raw = Buffer.from(at.slice(2).join('+'), 'base64');
              const line = lines.find(l => l.name === at[0] && l.raw.subarray(0, 4).toString('hex') === id);
              const sig = line.raw.subarray(4);
              if (raw[0] === 2) return 'ecdsa ' + crypto.verify('sha256', text, crypto.createPublicKey({ key: raw.subarray(1), format: 'der', type: 'spki' }), sig);
              const key = crypto.createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw.subarray(1)]), format: 'der', type: 'spki' });
              return 'ed25519 ' + crypto.verify(null, text, key, sig);
            });
            console.log(out.join(' '));
            """;
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", Script]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = new UTF8Encoding(false) })!;
        await node.StandardInput.WriteAsync(System.Text.Json.JsonSerializer.Serialize<string[]>([note, .. keys.Verifiers.Select(k => k.ToString())]));
        node.StandardInput.Close();
        var answer = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return answer.Trim();
    }
}
