import { dayBefore } from './lives.mjs';
import { key, sameName, split } from './names.mjs';

export const lastDay = '2025-06-30', firstDay = '2025-07-01';
const basis = 'QĐ 124/2004/QĐ-TTg';
// Most resolutions of the re-arrangement 2023-2025 took effect by this day; the packages tell the change but not its day.
const about = '2025-01-01';

export function addOldProvinces(areas, { old, facts, overrides }) {
  const alone = new Set(facts.filter(p => p.mergedFrom.length === 1).map(p => p.code));
  for (const p of old.provinces) {
    const own = overrides.provinceLives.filter(o => o.code === p.code && (o.from ?? '') < firstDay);
    const to = alone.has(p.code) ? null : lastDay;
    if (own.length === 0) {
      const [type, name] = split(p.name);
      areas.add({ level: 'province', code: p.code, type, name, province: p.code, to, basis, confidence: 'H' });
    }
    own.forEach((o, i) => {
      const life = areas.add({ level: 'province', code: o.code, type: o.type, name: o.name, province: o.code, from: o.from, to: o.to ?? to, basis: o.legalBasis, confidence: o.confidence });
      if (i > 0) areas.link(areas.at(o.code, dayBefore(o.from)), life, 'renamed', o.from, o.legalBasis, o.confidence);
    });
  }
}

export function addDistricts(areas, { old, overrides }) {
  for (const d of old.districts) {
    const [type, name] = split(d.name);
    areas.add({ level: 'district', code: d.code, type, name, parent: d.province_code, province: d.province_code, to: lastDay, basis, confidence: 'H' });
  }
  const changes = overrides.districtLives.filter(o => o.type).sort((a, b) => Number('of' in a) - Number('of' in b));
  for (const o of changes) {
    const act = { type: o.type, name: o.name, basis: o.legalBasis, confidence: o.confidence };
    if (!o.of) { areas.change(o.code, o.from, act); continue; }
    const from = areas.at(o.of, dayBefore(o.from));
    const life = areas.add({ ...act, level: 'district', code: o.code, parent: from.parent, province: from.province, from: o.from, to: lastDay });
    areas.link(from, life, 'split', o.from, o.legalBasis, o.confidence);
  }
  for (const o of overrides.districtLives.filter(o => o.endsBefore)) {
    const life = areas.at(o.code, lastDay);
    life.to = dayBefore(o.endsBefore);
    areas.link(life, areas.at(o.into, o.endsBefore), 'merged', o.endsBefore, o.legalBasis, o.confidence);
  }
}

export function addOldCommunes(areas, source) {
  const first = new Map(source.old.wards.map(w => [w.code, unit(w.name, w.district_code, w.province_code)]));
  const last = lastOldCommunes(areas, source);
  for (const code of [...new Set([...first.keys(), ...last.keys()])].sort()) {
    const a = first.get(code), b = last.get(code), common = { level: 'commune', code, basis };
    if (a && b && a.type === b.type && sameName(a.name, b.name) && a.parent === b.parent) {
      areas.add({ ...common, ...b, to: lastDay, confidence: 'H' });
      continue;
    }
    // A district that became a town or city and its new wards are of one resolution: then the day is known.
    const district = b && areas.at(b.parent, lastDay), known = district?.from && (b.type === 'Phường' || a?.parent !== b.parent);
    const day = known ? district.from : about, act = known ? { basis: district.basis, confidence: 'M' } : { confidence: 'L' };
    const before = a && areas.add({ ...common, ...a, to: dayBefore(day), approximate: !known, confidence: b ? 'M' : 'L' });
    const after = b && areas.add({ ...common, ...b, from: day, to: lastDay, approximate: !known, ...act });
    if (a && b) areas.link(before, after, sameName(a.name, b.name) ? 'renamed' : 'merged', day, after.basis, after.confidence);
  }
}

const unit = (full, parent, province) => { const [type, name] = split(full); return { type, name, parent, province }; };

// The 10,035 communes of 30/06/2025: rows of the mapping that carry a code.
function lastOldCommunes(areas, { mappings, overrides }) {
  const province = new Map(areas.alive('province', lastDay).map(p => [key(`${p.type} ${p.name}`), p.code]));
  // Some rows still name a district that was gone by then: follow it to the one that took its territory.
  const name = d => `${d.province} ${key(`${d.type} ${d.name}`)}`, all = areas.lives.filter(a => a.level === 'district');
  const heir = d => (d.to === lastDay ? d : heir(areas.links.find(l => l.from === d).to));
  const district = new Map([...all.filter(d => d.to !== lastDay), ...all.filter(d => d.to === lastDay)].map(d => [name(d), heir(d).code]));
  const result = new Map();
  for (const m of mappings.filter(m => m.old_ward_code && !result.has(m.old_ward_code))) {
    const inProvince = province.get(key(m.old_province_name)), inDistrict = district.get(`${inProvince} ${key(m.old_district_name)}`);
    if (!inDistrict) throw new Error(`no district for ${m.old_ward_name}, ${m.old_district_name}, ${m.old_province_name}`);
    result.set(m.old_ward_code, unit(m.old_ward_name, inDistrict, inProvince));
  }
  for (const o of overrides.oldNames) Object.assign(result.get(o.code), { type: o.type, name: o.name });
  for (const o of overrides.oldCommunes) result.set(o.code, { type: o.type, name: o.name, parent: o.district, province: areas.at(o.district, lastDay).province });
  return result;
}
