namespace LienThong.Procedures.Work;

/// <summary>
/// The small script that lets officers walk the queue with j, k and Enter. It can be switched off on the page (WCAG 2.1.4); without it every
/// action is reached by Tab and access keys.
/// </summary>
internal static class QueueKeys
{
    public const string Address = "/api/procedures/v1/queue-keys.js";

    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("queue-keys.js", (HttpResponse response) =>
        {
            response.Headers.CacheControl = "public, max-age=86400";
            return TypedResults.Text(Script, "text/javascript; charset=utf-8");
        })
        .Public("A script without data");
        r.Api.MapGet("a5.css", (HttpResponse response) =>
        {
            response.Headers.CacheControl = "public, max-age=86400";
            return TypedResults.Text(Paper, "text/css; charset=utf-8");
        })
        .Public("A style without data");
    }

    /// <summary>The paper size of the counter's forms: A5 (Circular 03/2025/TT-VPCP).</summary>
    private const string Paper = """
        @page { size: A5; margin: 12mm 10mm; }
        @media print { .lt-paper { font-size: 11pt; } .lt-paper h1 { font-size: 12pt; margin-top: 4mm; } .lt-paper p { font-size: 11pt; } .lt-paper__head p { font-size: 9pt; } }
        """;

    private const string Script = """
        const list = document.querySelector('[data-queue]');
        const onOff = document.querySelector('[data-queue-keys]');
        const name = 'lienthong.queue-keys';
        const isOn = () => localStorage.getItem(name) !== 'off';
        const say = () => { if (onOff) onOff.textContent = isOn() ? onOff.dataset.on : onOff.dataset.off; };
        if (onOff) {
          onOff.hidden = false;
          say();
          onOff.addEventListener('click', () => { localStorage.setItem(name, isOn() ? 'off' : 'on'); say(); });
        }
        const links = () => [...(list?.querySelectorAll('[data-queue-link]') ?? [])];
        document.addEventListener('keydown', (event) => {
          if (!isOn() || event.ctrlKey || event.metaKey || event.altKey) return;
          if (event.target.closest('input, textarea, select, [contenteditable]')) return;
          const all = links();
          const at = all.indexOf(document.activeElement);
          if (event.key === 'j' && all.length) { all[Math.min(at + 1, all.length - 1)].focus(); event.preventDefault(); }
          if (event.key === 'k' && all.length) { all[Math.max(at - 1, 0)].focus(); event.preventDefault(); }
          if (event.key === 'u') { const up = document.querySelector('[data-queue-up]'); if (up) { up.click(); event.preventDefault(); } }
        });
        """;
}
