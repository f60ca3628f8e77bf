// The one build step of everything that Node makes. MSBuild calls it (src/Ui/LienThong.Ui.csproj); `npm run build` does too.
// Each part skips its own work when its outputs are newer than its inputs.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const parts = ['assets.mjs', 'areas.mjs'];

for (const part of parts) {
  const file = new URL(part, import.meta.url);
  if (!existsSync(file)) continue;
  try {
    const module = await import(file);
    await module.default?.();
  } catch (error) {
    console.error(`build/${part}: ${error.stack ?? error}`);
    console.error(`error: ${fileURLToPath(file)} failed: ${error.message}`);
    process.exit(1);
  }
}
