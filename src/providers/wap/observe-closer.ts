import type { CloserView, Question, Use } from '../../model/observed-state.ts';
import { lookAtSubscription } from './look-at-subscription.ts';
import { readUse } from './read-use.ts';
import type { WapDoors } from './wap-doors.ts';

/** Answers all or throws; only use that cannot be read is an answer of its own, since it blocks one VDC and not the pass. */
export async function observeCloser(
  questions: readonly Question[],
  doors: WapDoors,
  signal: AbortSignal,
): Promise<CloserView> {
  const gone = new Set<string>();
  const use = new Map<string, { readonly use: Use } | { readonly unread: string }>();
  // Side by side: the transport bounds how many are really under way.
  await Promise.all(
    questions.map(async (question) => {
      if (question.kind === 'use') use.set(question.subscriptionId, await readUse(question, doors, signal));
      else if ((await lookAtSubscription(question.subscriptionId, doors, signal)) === undefined)
        gone.add(question.subscriptionId);
    }),
  );
  return { gone, use };
}
