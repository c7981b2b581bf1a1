import { spawnSync } from 'node:child_process';
import { programPath } from './run-program.ts';

// Every bench, one after the other; what is given on the command line goes to each of them.

for (const bench of ['plan-process.ts', 'no-op-pass.ts', 'create-vdcs.ts', 'suspend-vdcs.ts', 'daemon.ts']) {
  const { status } = spawnSync(process.execPath, [programPath(bench), ...process.argv.slice(2)], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
