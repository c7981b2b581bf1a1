import type { DaemonStatus } from '../model/daemon-status.ts';
import { circuitNames } from './circuits.ts';
import type { DaemonOptions } from './daemon-options.ts';
import type { InstallationSlot } from './installation-slot.ts';
import type { Role, Session } from './session.ts';
import { toWall } from './to-wall.ts';

export interface DaemonFacts {
  readonly options: DaemonOptions;
  readonly role: Role;
  readonly leader: string | undefined;
  readonly session: Session | undefined;
  readonly slot: InstallationSlot | undefined;
  readonly startedAtMs: number;
  readonly storeTrouble: string | undefined;
}

/** What the daemon says of itself, from memory. */
export function describeDaemon(facts: DaemonFacts): DaemonStatus {
  const { options, role, leader, slot, startedAtMs, storeTrouble } = facts;
  const session = role === 'leader' || role === 'stopping' ? facts.session : undefined;
  const standing = session?.standing;
  const tokenAgeMs = slot?.current().tokenAgeMs?.();
  const refused = standing?.refused ?? standing?.untrusted;
  const settingsProblem = standing?.settingsProblem;
  const watchProblem = describeTroubles(standing?.watchTroubles);
  const circuits = session === undefined ? [] : circuitNames.map((name) => session.circuits[name].status());
  return {
    version: options.version,
    installation: options.installation,
    role,
    mode: slot?.current().mode ?? 'enforce',
    startedAtMs,
    ...(leader !== undefined && { leader }),
    ...(standing?.lastPass && { lastPass: standing.lastPass }),
    ...(standing?.lastGoodPassAt !== undefined && { lastGoodPassAtMs: toWall(options.clock, standing.lastGoodPassAt) }),
    ...(standing?.nextPassAt !== undefined && { nextPassAtMs: toWall(options.clock, standing.nextPassAt) }),
    queued: session?.queue.waiting().length ?? 0,
    working: session?.queue.working() ?? [],
    circuits:
      storeTrouble === undefined
        ? circuits
        : [
            ...circuits.filter(({ name }) => name !== 'state'),
            { name: 'state', isOpen: true, failures: 1, message: storeTrouble },
          ],
    ...(refused && { refused }),
    ...(standing?.halted && { halted: standing.halted }),
    fights: standing?.fights ?? [],
    ...(tokenAgeMs !== undefined && { tokenAgeMs }),
    ...(settingsProblem !== undefined && { settingsProblem }),
    ...(watchProblem !== undefined && { watchProblem }),
  };
}

function describeTroubles(troubles: Session['standing']['watchTroubles'] | undefined): string | undefined {
  const all = [troubles?.source, troubles?.settings].filter((trouble) => trouble !== undefined);
  return all.length === 0 ? undefined : all.join(' ');
}
