import { spawnSync } from 'node:child_process';
import packages from './packages.json' with { type: 'json' };

export type Peer = keyof typeof packages;

/** The Debian packages that these peers (default: all) need and this machine lacks; all of them where there is no dpkg. */
export function missingPackages(peers: readonly Peer[] = Object.keys(packages) as Peer[]): readonly string[] {
  const wanted = [...new Set(peers.flatMap((peer) => packages[peer]))];
  const present = installed(wanted);
  return wanted.filter((name) => !present.has(name)).sort();
}

/** Why these peers cannot run here, in words; undefined when they can. */
export function peerObstacle(peers: readonly Peer[]): string | undefined {
  const missing = missingPackages(peers);
  if (missing.length > 0)
    return `this machine lacks ${missing.join(', ')}: run \`node scripts/install-test-peers.mjs\` as root`;
  if (process.getuid?.() === 0) return undefined;
  if (peers.includes('samba') || peers.includes('sambaDirectory'))
    return 'a Samba domain controller needs root (ports below 1024, its own mount namespace)';
  return peers.includes('postfix') ? 'Postfix needs root (its parts run as users of their own)' : undefined;
}

/**
 * Whether a suite can meet these peers; `describe.runIf(canMeetPeers(['samba']))`. If not, the reason goes to stderr where nobody
 * can miss it, and the suite is skipped; with CI set nothing may be skipped, so the file fails instead.
 */
export function canMeetPeers(...peers: readonly Peer[]): boolean {
  const obstacle = peerObstacle(peers);
  if (obstacle === undefined) return true;
  if (!['', 'false', '0'].includes(process.env.CI ?? '')) throw new Error(`In CI no peer may be missing: ${obstacle}`);
  process.stderr.write(`\nSKIPPED: no tests against ${peers.join(', ')}, since ${obstacle}\n\n`);
  return false;
}

function installed(names: readonly string[]): ReadonlySet<string> {
  // Exit 1 only says that some of them are unknown; without dpkg there is no output at all.
  const query = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Abbrev} ${Package}\\n', ...names], {
    encoding: 'utf8',
  });
  const lines = query.stdout ?? '';
  const found = lines.split('\n').filter((line) => line.startsWith('ii '));
  return new Set(found.map((line) => line.split(/\s+/u)[1] ?? ''));
}
