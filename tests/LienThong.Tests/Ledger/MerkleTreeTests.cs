using FsCheck;
using FsCheck.Fluent;
using LienThong.Ledger.Tree;

namespace LienThong.Tests.Ledger;

public sealed class MerkleTreeTests
{
    // The eight inputs and roots of the RFC 6962 reference implementation (Certificate Transparency test data).
    private static readonly string[] KnownLeaves =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] KnownRoots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void The_roots_of_certificate_transparency_come_out()
    {
        var tree = new TreeBuilder();
        for (var i = 0; i < KnownLeaves.Length; i++)
        {
            tree.Append(MerkleTree.LeafHash(Convert.FromHexString(KnownLeaves[i])));
            Convert.ToHexStringLower(tree.Root().ToArray()).ShouldBe(KnownRoots[i]);
        }
        Convert.ToHexStringLower(MerkleTree.Empty.ToArray()).ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    [Fact]
    public void Every_root_and_every_proof_up_to_seventy_leaves_is_what_the_definition_says()
    {
        var leaves = Leaves(70);
        for (var size = 1; size <= leaves.Count; size++)
        {
            var some = leaves.Take(size).ToList();
            var stored = Grow(some, out var tree);
            tree.Root().ToArray().ShouldBe(NaiveTree.Root(some));
            for (var index = 0; index < size; index++)
            {
                var path = MerkleProof.Inclusion(index, size).Select(r => Tiles.HashOf(r, stored)).ToList();
                path.Select(h => h.ToArray()).ShouldBe(NaiveTree.Path(index, some));
                MerkleProof.VerifyInclusion(index, size, MerkleTree.LeafHash(some[index]), path, tree.Root()).ShouldBeTrue();
                var old = index + 1;
                var growth = MerkleProof.Consistency(old, size).Select(r => Tiles.HashOf(r, stored)).ToList();
                growth.Select(h => h.ToArray()).ShouldBe(NaiveTree.Proof(old, some));
                MerkleProof.VerifyConsistency(old, size, new Hash(NaiveTree.Root([.. some.Take(old)])), tree.Root(), growth).ShouldBeTrue();
            }
        }
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1000)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(70_000)]
    public void Tiles_of_a_large_tree_give_the_root_of_the_definition_and_the_widths_of_the_standard(int size)
    {
        var leaves = Leaves(size);
        var stored = Grow(leaves, out var tree);

        Tiles.HashOf(new LeafRange(0, size), stored).ShouldBe(tree.Root());
        tree.Root().ToArray().ShouldBe(NaiveTree.Root(leaves));
        for (var level = 0; size >> (8 * level) > 0; level++)
        {
            var hashes = stored.Values.Where(t => t.Id.Level == level).Sum(t => t.Count);
            hashes.ShouldBe(size >> (8 * level));
        }
        if (size == 70_000) stored.Values.Where(t => t.Count < 256).Select(t => (t.Id.Level, t.Count)).Order().ShouldBe([(0, 112), (1, 17), (2, 1)]);
    }

    [Fact]
    public void A_tree_taken_up_from_its_tiles_grows_as_if_it_had_never_stopped() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 700), Gen.Choose(0, 700)).ToArbitrary(), sizes =>
        {
            var (first, more) = sizes;
            var leaves = Leaves(first + more);
            var stored = Grow([.. leaves.Take(first)], out _);
            var tree = TreeBuilder.Resume(first, stored);
            foreach (var leaf in leaves.Skip(first)) tree.Append(MerkleTree.LeafHash(leaf));
            foreach (var tile in tree.TakeTiles()) stored[tile.Id] = tile;
            var whole = Grow(leaves, out var straight);
            return tree.Root() == straight.Root() && whole.Count == stored.Count && whole.All(t => stored[t.Key].Hashes.AsSpan().SequenceEqual(t.Value.Hashes));
        }));

    [Fact]
    public void A_proof_with_any_part_changed_is_refused() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Gen.Zip(Gen.Choose(2, 400), Gen.Choose(0, 1_000_000)).ToArbitrary(), input =>
        {
            var (size, random) = input;
            var leaves = Leaves(size);
            var stored = Grow(leaves, out var tree);
            var index = random % size;
            var root = tree.Root();
            var leaf = MerkleTree.LeafHash(leaves[index]);
            var path = MerkleProof.Inclusion(index, size).Select(r => Tiles.HashOf(r, stored)).ToList();
            var wrong = Flip(leaf);
            var other = (index + 1) % size;
            var broken = path.Select((h, i) => (i, h)).All(p =>
                !MerkleProof.VerifyInclusion(index, size, leaf, [.. path.Select((h, i) => i == p.i ? Flip(h) : h)], root));
            return broken
                && MerkleProof.VerifyInclusion(index, size, leaf, path, root)
                && !MerkleProof.VerifyInclusion(index, size, wrong, path, root)
                && !MerkleProof.VerifyInclusion(index, size, leaf, path, Flip(root))
                && !MerkleProof.VerifyInclusion(other, size, leaf, path, root)
                && !MerkleProof.VerifyInclusion(index, size, leaf, [.. path, leaf], root)
                && !MerkleProof.VerifyInclusion(index, size, leaf, [.. path.SkipLast(1)], root)
                && !MerkleProof.VerifyInclusion(-1, size, leaf, path, root)
                && !MerkleProof.VerifyInclusion(size, size, leaf, path, root);
        }));

    [Fact]
    public void Growth_that_rewrites_what_was_there_has_no_proof() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Gen.Zip(Gen.Choose(1, 300), Gen.Choose(1, 300)).ToArbitrary(), input =>
        {
            var (old, more) = input;
            var leaves = Leaves(old + more);
            var size = leaves.Count;
            var stored = Grow(leaves, out var tree);
            Grow([.. leaves.Take(old)], out var before);
            var path = MerkleProof.Consistency(old, size).Select(r => Tiles.HashOf(r, stored)).ToList();
            return MerkleProof.VerifyConsistency(old, size, before.Root(), tree.Root(), path)
                && !MerkleProof.VerifyConsistency(old, size, Flip(before.Root()), tree.Root(), path)
                && !MerkleProof.VerifyConsistency(old, size, before.Root(), Flip(tree.Root()), path)
                && path.Select((_, i) => i).All(i => !MerkleProof.VerifyConsistency(old, size, before.Root(), tree.Root(), [.. path.Select((h, j) => i == j ? Flip(h) : h)]))
                && !MerkleProof.VerifyConsistency(old, size, before.Root(), tree.Root(), [.. path, tree.Root()])
                && !MerkleProof.VerifyConsistency(old, size, before.Root(), tree.Root(), []);
        }));

    [Theory]
    [InlineData("000", 0L, 256)]
    [InlineData("067", 67L, 256)]
    [InlineData("x001/x234/067", 1_234_067L, 256)]
    [InlineData("x001/x234/067.p/17", 1_234_067L, 17)]
    public void Tile_paths_of_the_standard_are_understood(string path, long number, int width) => Tiles.ParsePath(path).ShouldBe((number, width));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0001")]
    [InlineData("x000/001")]
    [InlineData("001/002")]
    [InlineData("000.p/0")]
    [InlineData("000.p/256")]
    [InlineData("000.p/07")]
    [InlineData("-01")]
    [InlineData("x001/x234/06a")]
    public void Other_spellings_of_a_tile_path_are_refused(string path) => Tiles.ParsePath(path).ShouldBeNull();

    internal static List<byte[]> Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => BitConverter.GetBytes(i * 2654435761L))];

    internal static Dictionary<TileId, Tile> Grow(IReadOnlyList<byte[]> leaves, out TreeBuilder tree)
    {
        tree = new TreeBuilder();
        var stored = new Dictionary<TileId, Tile>();
        for (var i = 0; i < leaves.Count; i++)
        {
            tree.Append(MerkleTree.LeafHash(leaves[i]));
            if (i % 97 == 0) Keep(tree); // batches of uneven size, as in life
        }
        Keep(tree);
        return stored;

        void Keep(TreeBuilder grown)
        {
            foreach (var tile in grown.TakeTiles()) stored[tile.Id] = tile;
        }
    }

    private static Hash Flip(Hash hash)
    {
        var bytes = hash.ToArray();
        bytes[7] ^= 0x20;
        return new Hash(bytes);
    }
}
