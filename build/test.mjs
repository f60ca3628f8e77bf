// Runs the test programs one after the other, shows what failed, and closes with one line that adds them up.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, mkdirSync } from 'node:fs';

const filter = process.argv[2];
const programs = ['LienThong.Tests', 'LienThong.Journeys'];
const sum = { passed: 0, failed: 0, skipped: 0 };
mkdirSync('artifacts/results', { recursive: true });

for (const program of programs) {
  const report = `artifacts/results/${program}.xml`;
  rmSync(report, { force: true });
  const args = [`artifacts/bin/${program}/release/${program}.dll`, '-noLogo', '-noColor', '-xml', report];
  if (filter) args.push('-method', `*${filter}*`);
  const code = await run('dotnet', args);
  const counted = count(report);
  if (!counted) {
    console.log(`${program} ended with code ${code} before it could report.`);
    sum.failed++;
    continue;
  }
  for (const kind of Object.keys(sum)) sum[kind] += counted[kind];
  if (code !== 0 && counted.failed === 0) sum.failed++;
}
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exit(sum.failed > 0 ? 1 : 0);

function run(command, args) {
  return new Promise(resolve => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let rest = '';
    child.stdout.on('data', data => {
      const lines = (rest + data).split('\n');
      rest = lines.pop();
      for (const line of lines) if (!/^Ok, passed \d+ tests\.$/.test(line)) console.log(line);
    });
    child.on('close', code => resolve(code));
    child.on('error', error => { console.log(`${command}: ${error.message}`); resolve(1); });
  });
}

function count(report) {
  let xml;
  try { xml = readFileSync(report, 'utf8'); } catch { return null; }
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const [tag] of xml.matchAll(/<assembly [^>]*>/g)) {
    for (const kind of Object.keys(total)) total[kind] += Number(tag.match(new RegExp(` ${kind}="(\\d+)"`))?.[1] ?? 0);
    total.failed += Number(tag.match(/ errors="(\d+)"/)?.[1] ?? 0);
  }
  return total;
}
