// Joins ES modules into one script: each module becomes a function that returns its exports, in the order in which they need each other.
// It knows the forms that govuk-frontend and our own scripts use: `import { A, B as C } from 'x';` and `export { A, B };`.
// Comments and indentation go; the rest is left as written, because brotli already finds what a minifier would.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export function bundle(entry, modules) {
  const parts = [];
  const known = new Map();

  function add(file) {
    if (known.has(file)) return known.get(file);
    let exported = '';
    const body = readFileSync(file, 'utf8')
      .replace(/^import \{([^}]*)\} from '([^']+)';$/gm, (_, names, from) => {
        const target = from.startsWith('.') ? resolve(dirname(file), from) : join(modules, from);
        return `const{${renamed(names)}}=${add(target)};`;
      })
      .replace(/^export \{([^}]*)\};$/gm, (_, names) => {
        exported = `return{${renamed(names)}};`;
        return '';
      });
    const code = strip(body);
    if (/^(import|export)\s/m.test(code)) throw new Error(`${file} uses an import or export form that bundle.mjs does not know`);
    const name = `m${known.size}`;
    known.set(file, name);
    parts.push(`const ${name}=(()=>{\n${code}\n${exported}})();`);
    return name;
  }

  add(resolve(entry));
  return `(()=>{"use strict";\n${parts.join('\n')}\n})();\n`;
}

function renamed(names) {
  return names.split(',').map((name) => name.trim().replace(/\s+as\s+/, ':')).join(',');
}

function strip(source) {
  return source
    .replace(/^\s*\/\*[\s\S]*?\*\/\s*$/gm, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .split('\n').map((line) => line.trim()).filter((line) => line !== '').join('\n');
}
