import { parseDuration } from '../../src/yaml/kinds/duration.ts';
import { differences, type EndState } from './end-state.ts';
import { type Ran, runStory } from './run-story.ts';
import { noFaults, type Step, type Story } from './story.ts';
import { type Document, isReadable, ownerOf } from './walked-specs.ts';

const hourMs = 3_600_000;

/** Only the present counts: what does not follow from the last specs must not be there. */
export async function findUnlikeScratch({ run, end, world }: Ran): Promise<readonly string[]> {
  const { last, mayStay } = readWay([...run.story.before, ...run.story.steps]);
  const story: Story = { ...run.story, before: [], steps: [...last.values(), { do: 'approve' }] };
  const scratch = await runStory({ story, seed: run.seed, faults: noFaults });
  const ofThose = [...world.disk.inventory.values()].filter(({ name }) => mayStay.has(name));
  // And of those that are forgotten, whose rest stays in WAP.
  const owners = [...mayStay].flatMap((name) => ownerOf[name] ?? []);
  const outside: Outside = {
    names: mayStay,
    users: new Set([...owners, ...ofThose.flatMap(({ userName, lastSpec }) => [userName, lastSpec.ownerEmail ?? ''])]),
    silent: new Set([...last].flatMap(([name, { document }]) => (document?.spec.coAdmins === undefined ? [name] : []))),
  };
  return differences(comparable(scratch.end, outside), comparable(end, outside)).map(
    (line) => `beside a world made from the last specs, ${line}`,
  );
}

/**
 * What is left in WAP of a VDC that a spec wanted kept, and that somebody deleted by hand after its spec was gone: there is
 * nothing left to keep then, and nobody touches the rest of it.
 */
export function isLeftOnPurpose(line: string, { run: { story } }: Ran): boolean {
  const { mayStay } = readWay([...story.before, ...story.steps]);
  return [...mayStay].some((name) => {
    const [owner = name] = (ownerOf[name] ?? '').split('@');
    if (!line.endsWith(' is left over')) return false;
    return line.startsWith(`VDC ${name} `) || line.startsWith(`user ${owner}`) || line.startsWith(`account ${owner}`);
  });
}

interface Way {
  /** What each VDC was declared as last. */
  readonly last: ReadonlyMap<string, Extract<Step, { do: 'declare' }>>;
  /** Removed, and perhaps when a spec was in force that wanted it kept. */
  readonly mayStay: ReadonlySet<string>;
}

/**
 * A VDC that no spec names any more goes the way that its last spec said, so whether it is still there depends on which one
 * that was; and which was seen, on when somebody looked. All that stood since everything was last at rest count.
 */
function readWay(steps: readonly Step[]): Way {
  const last = new Map<string, Extract<Step, { do: 'declare' }>>();
  const stood = new Map<string, (Document | undefined)[]>();
  const mayStay = new Set<string>();
  for (const step of steps) {
    if (step.do === 'declare') {
      last.set(step.name, step);
      stood.set(step.name, [...(stood.get(step.name) ?? []), step.document]);
      mayStay.delete(step.name);
    } else if (step.do === 'remove') {
      // One that was declared and paused keeps its owner's user, though it is never made.
      const isHeld = (document: Document | undefined) => keeps(document) || document?.spec.paused !== undefined;
      if (stood.get(step.name)?.some(isHeld) === true) mayStay.add(step.name);
      last.delete(step.name);
    } else if (step.do === 'quiet')
      for (const [name, documents] of stood) {
        const last = documents.at(-1);
        // Behind one that cannot be read any of those before it may be the last that somebody looked at.
        const isSeen = last === undefined || isReadable(last);
        if (!mayStay.has(name) && isSeen) stood.set(name, documents.slice(-1));
      }
  }
  return { last, mayStay };
}

function keeps(document: Document | undefined): boolean {
  const { deletion, protect } = document?.spec ?? {};
  const isLong = deletion?.grace !== undefined && (parseDuration(deletion.grace) ?? 0) > hourMs;
  return protect === true || isLong || (deletion?.policy ?? 'delete') !== 'delete';
}

interface Outside {
  readonly names: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
  /** Of their co-administrators their specs say nothing, so they are as they were: that depends on the way. */
  readonly silent: ReadonlySet<string>;
}

interface Row {
  readonly [member: string]: unknown;
}

const parts = ['subscriptions', 'hostingPlans', 'users', 'accounts', 'createdUsers', 'statuses'];

/** Named by the address, or by a login that begins like it. */
function isUserOf(user: string, addresses: ReadonlySet<string>): boolean {
  return [...addresses].some((address) => user === address || user.startsWith(`${address.split('@')[0]}.`));
}

function comparable(end: EndState, { names, users, silent }: Outside): EndState {
  const isInside = (row: Row | string): boolean => {
    if (typeof row === 'string') return !isUserOf(row, users);
    const { name, displayName, upn, email } = row;
    const isOne = (text: unknown, of: ReadonlySet<string>) => typeof text === 'string' && of.has(text);
    if (isOne(name, names) || isOne(name, users) || isOne(upn, users) || isOne(email, users)) return false;
    return typeof displayName !== 'string' || !names.has(displayName.replace('VDC ', ''));
  };
  const without = (row: Row | string): Row | string =>
    typeof row !== 'string' && 'coAdmins' in row && silent.has(String(row.name)) ? { ...row, coAdmins: 'any' } : row;
  return Object.fromEntries(
    // Each part of an end is a list of rows, or of names.
    parts.map((part) => [part, (end[part] as readonly (Row | string)[]).filter(isInside).map(without)]),
  );
}
