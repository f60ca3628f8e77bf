import { readFileSync } from 'node:fs';

// Reads the plain block YAML of content/areas: sections of lists of maps, one "key: value" a line; values are texts, "quoted" texts or ["a", "b"].
// Anything else is refused, so that a typing mistake does not vanish.
export function readYaml(file) {
  const result = {};
  let list, map;
  readFileSync(file, 'utf8').split('\n').forEach((line, i) => {
    const fault = why => { throw new Error(`${file}:${i + 1}: ${why}: ${line.trim()}`); };
    if (/^\s*(#|$)/.test(line)) return;
    const section = /^(\w+):\s*$/.exec(line);
    if (section) { list = result[section[1]] = []; map = undefined; return; }
    const item = /^  (- |  )(\w+): (.+)$/.exec(line) ?? fault('expected "  - key: value" or "    key: value"');
    if (!list) fault('a list needs a section above it');
    if (item[1] === '- ') list.push(map = {});
    if (!map) fault('a value needs a "- " above it');
    if (item[2] in map) fault('twice in one entry');
    map[item[2]] = value(item[3].trim(), fault);
  });
  return result;
}

function value(text, fault) {
  if (/^"[^"]*"$/.test(text)) return text.slice(1, -1);
  if (/^\[.*\]$/.test(text)) return JSON.parse(text);
  if (/^["[{&*!|>]/.test(text)) fault('this kind of value is not used here');
  return text;
}
