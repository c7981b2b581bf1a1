import type { Outcome } from '../../model/outcome.ts';
import type { Leftover } from '../../model/virtual-machine.ts';
import { removalStep } from '../../planner/power/removal-step.ts';
import { describeRequests, someOf } from './describe-machines.ts';
import { settleMachines } from './settle-machines.ts';
import { untilEmpty } from './until-empty.ts';
import type { VmsTurn } from './vms-turn.ts';
import { whenLetIn } from './when-let-in.ts';

/**
 * Empties a VDC before its subscription goes: roles with their machines, then the other machines, then networks. What
 * cannot be removed is named, and the subscription stays; so it does while it is not sure that no machine is left.
 */
export async function clearVdc(turn: VmsTurn): Promise<Outcome> {
  const names = new Map<string, string>();
  const roleNames = new Set<string>();
  const roles = (await whenLetIn(turn, () => list(turn))).filter(({ kind }) => kind === 'vm-role');
  const refused = await removeAll(turn, roles);
  const going = new Set(roles.filter(({ id }) => !refused.has(id)).map(({ name }) => name));
  const removeListed = () =>
    settleMachines(turn, (look, held) => {
      for (const { id, name, roleName } of look.vms) {
        names.set(id, name);
        if (roleName !== undefined) roleNames.add(roleName);
      }
      return removalStep(look, held, (role) => going.has(role));
    });
  const emptied = await untilEmpty(turn, removeListed, () => names.size > 0);
  if ('trouble' in emptied) return emptied.trouble;
  const left = await removeLeftovers(turn, refused);
  if (left !== undefined) return left;
  await turn.remember(undefined);
  const note = describeRequests(turn, (id) => names.get(id));
  const unseen = [...roleNames].filter((name) => !going.has(name)).sort();
  const warnings = [emptied.warning, unseen.length > 0 ? describeUnseen(unseen) : undefined].filter(
    (warning) => warning !== undefined,
  );
  return {
    kind: 'done',
    ...(note !== '' && { note }),
    ...(warnings.length > 0 && { warning: warnings.join(' ') }),
  };
}

/** What a suspended VDC has of cloud services is shown to nobody (wire: vm-clouds 4.6), but its machines name their roles. */
function describeUnseen(names: readonly string[]): string {
  return `The machines of VM role ${someOf(names)} are deleted, but whether the role itself is gone cannot be seen while the VDC is suspended. If WAP refuses to delete the subscription, remove it in the portal.`;
}

/** Until none is left, or those that are left have been given their time. */
async function removeLeftovers(turn: VmsTurn, refused: Map<string, string>): Promise<Outcome | undefined> {
  const { performing } = turn;
  const startedAtMs = turn.waitedMs();
  let delayMs = performing.lookAgainMs;
  const asked = new Set<string>();
  for (;;) {
    const left = await list(turn);
    if (left.length === 0) return undefined;
    const isStopped = performing.signal.aborted;
    if (isStopped || turn.waitedMs() - startedAtMs >= performing.waitMs)
      return isStopped ? stopped : describeLeftovers(left, refused);
    const fresh = left.filter(({ id }) => !asked.has(id));
    for (const { id } of fresh) asked.add(id);
    for (const [id, why] of await removeAll(turn, fresh)) refused.set(id, why);
    if (left.every(({ id }) => refused.has(id))) return describeLeftovers(left, refused);
    await turn.wait(delayMs, `${someOf(left.map(({ name }) => name))} ${left.length === 1 ? 'is' : 'are'} going`);
    delayMs = Math.min(2 * delayMs, 5_000);
  }
}

const stopped: Outcome = { kind: 'waiting', message: 'stopped while it was cleared; the next apply goes on' };

function list({ provider, vdc, performing, turn }: VmsTurn): Promise<readonly Leftover[]> {
  const { slots, rankOf, callSignal } = performing;
  return slots.use(rankOf(turn.vdc.name), () => provider.listLeftovers(vdc, callSignal));
}

/** Asks once for each; returns the ids of those that were refused, and why. */
async function removeAll(
  { provider, vdc, performing, turn }: VmsTurn,
  leftovers: readonly Leftover[],
): Promise<Map<string, string>> {
  const { slots, rankOf, callSignal, signal } = performing;
  const refused = new Map<string, string>();
  await Promise.all(
    leftovers.map(async (leftover) => {
      const asked = await slots.use(rankOf(turn.vdc.name), async () =>
        signal.aborted ? undefined : provider.removeLeftover(vdc, leftover, callSignal),
      );
      if (asked?.kind === 'refused' && asked.isUncertain !== true) refused.set(leftover.id, asked.message);
    }),
  );
  return refused;
}

function describeLeftovers(left: readonly Leftover[], refused: ReadonlyMap<string, string>): Outcome {
  const words = { 'vm-role': 'VM role', network: 'network' } as const;
  const each = left.map(({ kind, id, name }) => {
    const why = refused.get(id);
    return `${words[kind]} ${name}${why === undefined ? '' : ` (${why})`}`;
  });
  return {
    kind: 'failed',
    code: 'VDC_LEFTOVERS',
    message: `Its machines are gone, but ${someOf(each)} ${left.length === 1 ? 'is' : 'are'} still there, and WAP deletes no subscription that holds something. Remove ${left.length === 1 ? 'it' : 'them'} in the portal or in VMM; the next apply goes on.`,
  };
}
