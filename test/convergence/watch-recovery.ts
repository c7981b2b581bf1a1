import type { Intent } from '../../src/state/state-store.ts';
import type { World } from './world.ts';

/** Looks that were begun between a death and what became of the intents that stood open then, at most. */
export interface Recovery {
  /** Until it was ended. */
  mostUntilEnded: number;
  /** Until what was left of it was begun again. */
  mostUntilBegun: number;
}

const namesOf = ({ actions }: Intent): readonly string[] => actions.map(({ verb, resource }) => `${verb} ${resource}`);

/** Counts what a death costs: whoever starts again looks once, and knows what has to be done. */
export function watchRecovery(world: World): Recovery {
  const { intents } = world.disk;
  const recovery: Recovery = { mostUntilEnded: 0, mostUntilBegun: 0 };
  /** Standing open when somebody died, and what is left of whom: each since how many looks. */
  const open = new Map<string, number>();
  const left = new Map<string, { readonly names: ReadonlySet<string>; looks: number }>();
  let looks = 0;

  const onEvent = world.onEvent.bind(world);
  world.onEvent = (process, event) => {
    if (event.kind === 'pass-started') looks += 1;
    onEvent(process, event);
  };
  const onDeath = world.onDeath.bind(world);
  world.onDeath = (process) => {
    // Whoever dies before he could look has not looked.
    for (const one of left.values()) one.looks = looks;
    for (const intent of intents.values()) {
      open.set(intent.id, looks);
      left.set(intent.vdc, { names: new Set(namesOf(intent)), looks });
    }
    onDeath(process);
  };
  const remove = intents.delete.bind(intents);
  intents.delete = (id) => {
    const since = open.get(id);
    if (since !== undefined) recovery.mostUntilEnded = Math.max(recovery.mostUntilEnded, looks - since);
    open.delete(id);
    return remove(id);
  };
  const add = intents.set.bind(intents);
  intents.set = (id, intent) => {
    const before = left.get(intent.vdc);
    // A retirement that was all but written down is followed by a deletion when its grace is over: that is something else.
    if (before !== undefined && namesOf(intent).some((name) => before.names.has(name)))
      recovery.mostUntilBegun = Math.max(recovery.mostUntilBegun, looks - before.looks);
    left.delete(intent.vdc);
    return add(id, intent);
  };
  return recovery;
}
