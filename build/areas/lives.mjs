import { clean } from './names.mjs';

// The lives of all areas and the links between them. A code comes back for other units, so a life is a code and a first day.
export class Areas {
  lives = [];
  links = [];
  names = [];
  notes = [];
  #ids = new Map();
  #byCode = new Map();
  #linked = new Set();

  // parent: the CODE of the unit above, so that a parent may be renamed without ending the lives below it.
  add({ level, code, type, name, parent = null, province, from = null, to = null, approximate = false, basis, confidence }) {
    const life = { id: `${code}-${from?.replaceAll('-', '') ?? '0'}`, level, code, type, name: clean(name), parent, province, from, to, approximate, basis, confidence };
    if (this.#ids.has(life.id)) throw new Error(`two lives with the key ${life.id}: ${type} ${name}`);
    this.#ids.set(life.id, life);
    this.lives.push(life);
    (this.#byCode.get(code) ?? this.#byCode.set(code, []).get(code)).push(life);
    return life;
  }

  link(from, to, change, on, basis, confidence) {
    if (from === to || this.#linked.has(`${from.id}>${to.id}`)) return;
    this.#linked.add(`${from.id}>${to.id}`);
    this.links.push({ from, to, change, on, basis, confidence });
  }

  // A name that a unit bore before the lists begin, or whose code is not known.
  formerName(life, name) {
    if (!this.names.some(n => n.life === life && n.name === clean(name))) this.names.push({ life, name: clean(name) });
  }

  of = code => this.#byCode.get(code) ?? [];
  at = (code, day) => this.of(code).find(a => alive(a, day));
  alive = (level, day) => this.lives.filter(a => a.level === level && alive(a, day));

  // Ends a life and starts the next one of the same code.
  change(code, day, next) {
    const before = this.at(code, dayBefore(day));
    if (!before) throw new Error(`${code} did not live before ${day}`);
    const { id: _, from: __, ...rest } = before;
    const to = before.to;
    before.to = dayBefore(day);
    const after = this.add({ ...rest, ...next, from: day, to });
    this.link(before, after, 'renamed', day, after.basis, after.confidence);
    return after;
  }

  faults() {
    const faults = [];
    for (const [code, lives] of this.#byCode) {
      lives.sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''));
      for (let i = 1; i < lives.length; i++)
        if (!lives[i - 1].to || lives[i - 1].to >= lives[i].from) faults.push(`${code} lives twice: ${lives[i - 1].id}, ${lives[i].id}`);
    }
    for (const a of this.lives) {
      if (a.from && a.to && a.from > a.to) faults.push(`${a.id} ends before it begins`);
      if (a.name !== a.name.normalize('NFC')) faults.push(`${a.id} is not NFC`);
      if (a.level !== 'province' && !a.parent) faults.push(`${a.id} has no unit above`);
      if (!/^(\d{2}|\d{3}|\d{5})$/.test(a.code)) faults.push(`${a.id}: odd code`);
    }
    return faults;
  }

  // Columns instead of objects: 1.9 MB instead of 5. `acts` holds the legal bases once.
  toJson(stamp) {
    const acts = [...new Set([...this.lives, ...this.links].map(x => x.basis))];
    const act = basis => acts.indexOf(basis);
    const rows = list => '[\n' + list.map(r => JSON.stringify(r)).join(',\n') + '\n]';
    this.lives.sort((a, b) => a.code.length - b.code.length || (a.id < b.id ? -1 : 1));
    const index = new Map(this.lives.map((a, i) => [a, i]));
    const areas = this.lives.map(a => [a.id, a.code, a.level, a.type, a.name, a.parent, a.province, a.from, a.to, a.approximate ? 1 : 0, act(a.basis), a.confidence]);
    const links = this.links.map(l => [index.get(l.from), index.get(l.to), l.change, l.on, act(l.basis), l.confidence]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const names = this.names.map(n => [index.get(n.life), n.name]);
    return `{"inputs":"${stamp}",\n"acts":${JSON.stringify(acts)},\n"areas":${rows(areas)},\n"links":${rows(links)},\n"names":${rows(names)}}\n`;
  }
}

const alive = (a, day) => (!a.from || a.from <= day) && (!a.to || day <= a.to);
export const dayBefore = day => new Date(Date.parse(day) - 86400000).toISOString().slice(0, 10);
