// Plain JavaScript for any Node: it runs before the pinned one is there. Installs exactly what the lock file says, once:
// a stamp inside node_modules remembers which lock file that was.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const root = new URL('..', import.meta.url);
const stamp = new URL('node_modules/.installed-from', root);
const wanted = createHash('sha256')
  .update(readFileSync(new URL('package-lock.json', root)))
  .digest('hex');

const installed = () => {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return undefined; // never installed here
  }
};

if (installed() !== wanted) {
  console.error('Installing what package-lock.json names (once, about half a minute) …');
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm, 'ci']] : ['npm', ['ci']];
  const run = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (run.status !== 0) {
    console.error(
      `npm ci failed (${run.error?.message ?? `exit ${run.status}`}). Look at the lines above; without its packages nothing here can run.`,
    );
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}
