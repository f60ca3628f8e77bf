// Names as they should be: NFC, one kind of apostrophe and dash, single spaces.
export const clean = text => text.normalize('NFC').replace(/[\u2018\u2019\u02bc`]/g, "'").replace(/[\u00a0\u200b]/g, ' ')
  .replace(/\s*[\u2013]\s*/g, ' - ').replace(/\s+/g, ' ').trim();

const types = ['Thành phố', 'Thị trấn', 'Thị xã', 'Đặc khu', 'Phường', 'Xã', 'Quận', 'Huyện', 'Tỉnh'];

// "Thị trấn Ba Chẽ" -> ["Thị trấn", "Ba Chẽ"]; "Phường 03" -> ["Phường", "3"]. NT (nông trường) before a name is no part of it.
export function split(full) {
  const text = clean(full);
  const type = types.find(t => text.toLowerCase().startsWith(t.toLowerCase() + ' '));
  if (!type) throw new Error(`"${full}" has no type word`);
  return [type, text.slice(type.length + 1).replace(/^0+(\d)/, '$1').replace(/^NT /, '')];
}

// Same key for hoà/hòa, Thuỷ/Thủy, capital or small letters: the tone mark is moved to the end of its word. Accents still count.
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
export const key = text => clean(text).toLowerCase().replace(/\s*-\s*/g, ' ').split(' ').map(word => {
  const marks = word.normalize('NFD');
  return marks.replace(tones, '').normalize('NFC') + (marks.match(tones) ?? []).join('');
}).join(' ');
export const sameName = (a, b) => key(a) === key(b);

// Map.groupBy, which Node 20 lacks.
export function groupBy(list, keyOf) {
  const groups = new Map();
  for (const x of list) { const k = keyOf(x); groups.has(k) ? groups.get(k).push(x) : groups.set(k, [x]); }
  return groups;
}
