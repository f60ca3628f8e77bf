using System.Globalization;

namespace LienThong.Registries.Digitisation;

/// <summary>A word on a page: its box in pixels of the page, how sure the reading is (0–100), and the line in which the machine saw it.</summary>
internal sealed record OcrWord(string Text, int X, int Y, int Width, int Height, int Confidence, string Line = "")
{
    public int Right => X + Width;

    public int Middle => Y + Height / 2;
}

/// <summary>A page: its picture for people, its words.</summary>
internal sealed record OcrPage(int Width, int Height, string MediaType, byte[] Image, IReadOnlyList<OcrWord> Words);

/// <summary>Turns a file into pages with words. Null when the file cannot be read; nothing of it stays on the disk.</summary>
internal static class ReadPages
{
    public const int MostPages = 20;
    private const string Dpi = "200";

    public static async Task<IReadOnlyList<OcrPage>?> Of(byte[] file, string mediaType, CancellationToken ct)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("lienthong-scan-").FullName;
        try
        {
            if (await Pictures(folder, file, mediaType, ct) is not { } pictures) return null;
            List<OcrPage> pages = [];
            foreach (var picture in pictures)
            {
                if (await Page(folder, picture, ct) is not { } page) return null;
                pages.Add(page);
            }
            return pages.Count == 0 ? null : pages;
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    // a picture for each page, in a form that browsers show
    private static async Task<IReadOnlyList<string>?> Pictures(string folder, byte[] file, string mediaType, CancellationToken ct)
    {
        if (mediaType is "image/png" or "image/jpeg")
        {
            var name = mediaType == "image/png" ? "page.png" : "page.jpg";
            await File.WriteAllBytesAsync(Path.Combine(folder, name), file, ct);
            return [name];
        }
        if (mediaType == "image/tiff")
        {
            // Tesseract puts the pages of a TIFF into a PDF; browsers show neither
            await File.WriteAllBytesAsync(Path.Combine(folder, "in.tif"), file, ct);
            if (!await OcrTools.Run(folder, "tesseract", ["in.tif", "in", "-l", "vie", "pdf"], ct)) return null;
        }
        else await File.WriteAllBytesAsync(Path.Combine(folder, "in.pdf"), file, ct);
        if (!await OcrTools.Run(folder, "pdftoppm", ["-r", Dpi, "-gray", "-png", "-l", MostPages.ToString(CultureInfo.InvariantCulture), "in.pdf", "page"], ct)) return null;
        return [.. System.IO.Directory.EnumerateFiles(folder, "page*.png").Order(StringComparer.Ordinal).Select(p => Path.GetFileName(p))];
    }

    private static async Task<OcrPage?> Page(string folder, string picture, CancellationToken ct)
    {
        if (!await OcrTools.Run(folder, "tesseract", [picture, "words", "-l", "vie", "--psm", "4", "--dpi", Dpi, "tsv"], ct)) return null;
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "words.tsv"), ct);
        var (width, height, words) = (0, 0, new List<OcrWord>());
        foreach (var cells in lines.Skip(1).Select(l => l.Split('\t')).Where(c => c.Length == 12))
        {
            var (x, y, w, h) = (Number(cells[6]), Number(cells[7]), Number(cells[8]), Number(cells[9]));
            if (cells[0] == "1") (width, height) = (w, h);
            else if (cells[0] == "5" && !string.IsNullOrWhiteSpace(cells[11])) words.Add(new(cells[11].Trim(), x, y, w, h, (int)double.Parse(cells[10], CultureInfo.InvariantCulture), $"{cells[2]}.{cells[3]}.{cells[4]}"));
        }
        return width == 0 ? null
            : new(width, height, picture.EndsWith(".png", StringComparison.Ordinal) ? "image/png" : "image/jpeg", await File.ReadAllBytesAsync(Path.Combine(folder, picture), ct), words);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
