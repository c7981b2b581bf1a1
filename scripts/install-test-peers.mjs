// Installs the Debian packages of the real servers that tests are held against (test/support/peers/packages.json), if any is
// missing. Plain JavaScript for any Node. It never fails the run: without the packages those tests skip with the reason, and
// under CI=true they are red.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const list = JSON.parse(readFileSync(new URL('../test/support/peers/packages.json', import.meta.url), 'utf8'));
const wanted = [...new Set(Object.values(list).flat())];

function missing() {
  const query = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Abbrev} ${Package}\n', ...wanted], {
    encoding: 'utf8',
  });
  const present = new Set((query.stdout ?? '').split('\n').map((line) => /^ii +(\S+)/.exec(line)?.[1]));
  return wanted.filter((name) => !present.has(name));
}

function apt(...args) {
  const run = spawnSync('apt-get', ['-y', '-q', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  if (run.status !== 0) console.error((run.stderr || run.error?.message || '').split('\n').slice(-6).join('\n'));
  return run.status === 0;
}

/** Runs `work` while Debian starts none of the services it installs: the tests start their own, on loopback. */
function withoutStartingServices(work) {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return work();
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return work();
  } finally {
    rmSync(policy, { force: true });
  }
}

const lacking = missing();
if (lacking.length > 0) {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync('/usr/bin/apt-get')) {
    console.error(
      `Tests against real servers will be skipped. They need Debian packages:\n  sudo apt-get install --no-install-recommends ${lacking.join(' ')}`,
    );
  } else {
    console.error(`Installing ${lacking.join(', ')} for tests against real servers (once) …`);
    const install = () => apt('install', '--no-install-recommends', ...lacking);
    withoutStartingServices(() => install() || (apt('update') && install()));
    const still = missing();
    if (still.length > 0)
      console.error(`Not installed: ${still.join(', ')}. The tests that need them will be skipped.`);
  }
}
