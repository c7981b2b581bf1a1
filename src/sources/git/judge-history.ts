import { ControllerError } from '../../model/controller-error.ts';
import type { LoadOptions } from '../spec-source.ts';
import type { Clone } from './open-clone.ts';

export interface Step {
  readonly branch: string;
  /** Where the branch stands now. */
  readonly tip: string;
}

/** How much history is asked for before all of it is. */
const SOME = 100;
const AFTER = 'refs/vdc/after';

/**
 * How the branch came from what was acted on last to where it stands now: nothing when it went forward, a sentence when its
 * history was rewritten. Throws SPECS_REWOUND when it went back and nobody approved of that.
 */
export async function judgeHistory(
  clone: Clone,
  { branch, tip }: Step,
  { after, approved }: LoadOptions,
  signal: AbortSignal,
): Promise<string | undefined> {
  const last = /^git:([0-9a-f]{40}|[0-9a-f]{64})$/.exec(after ?? '')?.[1];
  if (last === undefined || last === tip) return undefined;
  const isKnown = async (): Promise<boolean> =>
    (await clone.ask(['cat-file', '-e', `${last}^{commit}`], signal)).code === 0;
  const leads = async (from: string, to: string): Promise<boolean> => {
    const question = ['merge-base', '--is-ancestor', from, to];
    const { code } = await clone.ask(question, signal);
    // Neither yes nor no: then reading fails too, and says so.
    if (code > 1) await clone.read(question, signal);
    return code === 0;
  };
  // What a shallow clone shows is true; only what it does not show has to be looked for further back.
  const wentForward = async (): Promise<boolean> => (await isKnown()) && leads(last, tip);
  if (await wentForward()) return undefined;
  for (const more of [`--deepen=${SOME}`, '--unshallow']) {
    if (!(await isShallow(clone, signal))) break;
    await clone.fetch(signal, [more]);
    if (await wentForward()) return undefined;
  }
  // A force-push leaves the old commits on the server for a while.
  if (!(await isKnown()) && !(await clone.fetchCommit(last, AFTER, signal)))
    return `The history of ${branch} was rewritten: ${short(last)}, which was acted on last, no longer exists on the server; the branch stands at ${short(tip)}.`;
  if (!(await leads(tip, last)))
    return `The history of ${branch} was rewritten (a force-push): ${short(last)}, which was acted on last, does not lead to ${short(tip)}, where the branch stands now.`;
  // Kept, so that tidying up does not lose what this is judged by.
  await clone.read(['update-ref', AFTER, last], signal);
  if (approved?.has(`git:${tip}`) === true)
    return `The branch ${branch} was set back from ${short(last)} to ${short(tip)}, which somebody approved.`;
  throw new ControllerError(
    'SPECS_REWOUND',
    `The branch ${branch} was set back: it stands at ${tip}, which lies before ${last}, and that one was acted on already. Following it would undo what came in between, down to deleting VDCs, so nothing is planned. If that is meant: \`vdc approve git:${tip}\`. If not, push ${short(last)} again, or undo single commits with \`git revert\`.`,
    { details: { tip, after: last } },
  );
}

async function isShallow(clone: Clone, signal: AbortSignal): Promise<boolean> {
  return (await clone.read(['rev-parse', '--is-shallow-repository'], signal)).toString().trim() === 'true';
}

function short(commit: string): string {
  return commit.slice(0, 12);
}
