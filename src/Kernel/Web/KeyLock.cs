using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Kernel.Web;

/// <summary>
/// Locks the data-protection keys with a key that is not in the database: the file <c>protection.key</c> of the data folder (mode 0600).
/// Whoever copies the database alone can read no cookie and no TOTP secret. Nodes of one instance share the file.
/// </summary>
sealed class KeyLock(HouseOptions house) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var text = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var sealedText = new byte[text.Length];
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        using var cipher = new AesGcm(MasterKey(house), tag.Length);
        cipher.Encrypt(nonce, text, sealedText, tag);
        var element = new XElement("sealed", Convert.ToBase64String([.. nonce, .. tag, .. sealedText]));
        return new EncryptedXmlInfo(element, typeof(KeyUnlock));
    }

    public static byte[] MasterKey(HouseOptions house)
    {
        var file = Path.Combine(house.DataFolder, "protection.key");
        if (!File.Exists(file))
        {
            System.IO.Directory.CreateDirectory(house.DataFolder);
            var fresh = file + "." + Guid.CreateVersion7().ToString("N");
            using (var stream = new FileStream(fresh, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            {
                stream.Write(RandomNumberGenerator.GetBytes(32));
            }
            File.Move(fresh, file, overwrite: false);
        }
        return File.ReadAllBytes(file);
    }
}

/// <summary>Opens what <see cref="KeyLock"/> locked; found by the framework through the type name kept with the key.</summary>
sealed class KeyUnlock(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var bytes = Convert.FromBase64String(encryptedElement.Value).AsSpan();
        var nonce = bytes[..AesGcm.NonceByteSizes.MaxSize];
        var tag = bytes.Slice(nonce.Length, AesGcm.TagByteSizes.MaxSize);
        var sealedText = bytes[(nonce.Length + tag.Length)..];
        var text = new byte[sealedText.Length];
        using var cipher = new AesGcm(KeyLock.MasterKey(services.GetRequiredService<HouseOptions>()), tag.Length);
        cipher.Decrypt(nonce, sealedText, tag, text);
        return XElement.Parse(Encoding.UTF8.GetString(text));
    }
}
