import { firstDay, lastDay } from './before-2025.mjs';
import { groupBy, key, sameName, split } from './names.mjs';

const communeBasis = 'QĐ 19/2025/QĐ-TTg; nghị quyết của UBTVQH ngày 16/6/2025';

// 23 merged provinces begin on 01/07/2025; the 11 others simply live on.
export function addProvinces(areas, { facts, overrides }) {
  for (const p of facts.filter(p => p.mergedFrom.length > 1)) {
    const life = areas.add({ level: 'province', code: p.code, type: p.type, name: p.name, province: p.code, from: firstDay, basis: p.legalBasis, confidence: p.confidence });
    for (const code of p.mergedFrom) areas.link(areas.at(code, lastDay), life, 'merged', firstDay, p.legalBasis, p.confidence);
  }
  for (const o of overrides.provinceLives.filter(o => o.from > firstDay))
    areas.change(o.code, o.from, { type: o.type, name: o.name, basis: o.legalBasis, confidence: o.confidence });
}

export function addCommunes(areas, { wards, overrides }) {
  for (const w of wards) {
    const fix = overrides.recode.find(o => o.code === w.ward_code);
    const [type, name] = split(w.name);
    if (fix && !sameName(fix.name, name)) throw new Error(`recode ${fix.code} expects ${fix.name}, the package has ${name}`);
    areas.add({ level: 'commune', code: fix?.newCode ?? w.ward_code, type, name, parent: w.province_code, province: w.province_code, from: firstDay, basis: communeBasis, confidence: 'H' });
  }
  for (const o of overrides.communeLives) {
    if (!sameName(areas.at(o.code, firstDay)?.name ?? '', o.name)) throw new Error(`override ${o.code} is not ${o.name}`);
    areas.change(o.code, o.from, { type: o.type, name: o.name, basis: o.legalBasis, confidence: o.confidence });
  }
}

export function linkOldToNew(areas, { mappings, overrides }) {
  const target = targets(areas);
  const links = new Map();
  const add = (from, to, confidence) => (links.get(from) ?? links.set(from, []).get(from)).push({ to, confidence });
  for (const m of mappings.filter(m => m.old_ward_code)) add(areas.at(m.old_ward_code, lastDay), target(m), 'H');
  for (const o of overrides.oldCommunes) add(areas.at(o.code, lastDay), areas.at(o.into, firstDay), o.confidence);
  const before = new Map([...links]);
  linkFormer(areas, mappings.filter(m => !m.old_ward_code && m.old_ward_name), target, (from, to) => {
    const next = areas.links.find(l => l.from === from)?.to;
    if (!next || !before.get(next)?.some(l => l.to === to)) add(from, to, 'M');
  });

  const origins = new Map();
  for (const [from, list] of links) for (const l of list) origins.set(l.to, (origins.get(l.to) ?? new Set()).add(from));
  for (const [from, list] of links) for (const { to, confidence } of list) {
    const several = new Set(list.map(l => l.to)).size > 1, alone = origins.get(to).size === 1;
    const same = from.type === to.type && sameName(from.name, to.name);
    areas.link(from, to, several ? 'split' : !alone ? 'merged' : same ? 'continued' : 'renamed', from.to === lastDay ? firstDay : null, communeBasis, confidence);
  }
  const heirs = new Set(areas.links.map(l => l.from));
  areas.notes.push(`${areas.lives.filter(a => a.level === 'commune' && a.to && !heirs.has(a)).length} communes of before 2025 without known heir`);
  for (const o of overrides.islandDistricts) areas.link(areas.at(o.code, lastDay), areas.at(o.into, firstDay), 'renamed', firstDay, o.legalBasis, o.confidence);
}

// Codes of targets are wrong in hundreds of rows; the name within its province is unique.
function targets(areas) {
  const province = new Map(areas.alive('province', firstDay).flatMap(p => [[key(p.name), p.code], [key(`${p.type} ${p.name}`), p.code]]));
  const commune = new Map(areas.alive('commune', firstDay).map(c => [`${c.province} ${key(`${c.type} ${c.name}`)}`, c]));
  return m => commune.get(`${province.get(key(m.new_province_name))} ${key(split(m.new_ward_name).join(' '))}`)
    ?? (() => { throw new Error(`no commune ${m.new_ward_name}, ${m.new_province_name}`); })();
}

// Rows without a code tell earlier names ("Xã An Đồng, Huyện An Dương" before it was a ward): join them by name to the lives before.
function linkFormer(areas, rows, target, found) {
  const old = areas.lives.filter(a => a.level === 'commune' && !a.from);
  const district = a => areas.of(a.parent)[0], province = a => areas.of(a.province)[0];
  const byType = groupBy(old, a => [key(province(a).name), key(district(a).name), key(`${a.type} ${a.name}`)].join('|'));
  const byName = groupBy(old, a => [key(province(a).name), key(district(a).name), key(a.name)].join('|'));
  const inProvince = groupBy(old.filter(a => !/^\d/.test(a.name)), a => [key(province(a).name), key(a.name)].join('|'));
  let joined = 0;
  for (const m of rows) {
    const p = key(split(m.old_province_name)[1]), d = key(split(m.old_district_name)[1]), [type, name] = split(m.old_ward_name);
    const hit = [byType.get(`${p}|${d}|${key(`${type} ${name}`)}`), byName.get(`${p}|${d}|${key(name)}`), inProvince.get(`${p}|${key(name)}`)].find(list => list?.length === 1)?.[0];
    if (hit) { found(hit, target(m)); joined++; }
    else areas.formerName(target(m), `${type} ${name}, ${split(m.old_district_name).join(' ')}, ${split(m.old_province_name).join(' ')}`);
  }
  areas.notes.push(`${joined} of ${rows.length} former names joined`);
}
