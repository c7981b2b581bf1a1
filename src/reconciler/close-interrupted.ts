import type { Intent, StateStore } from '../state/state-store.ts';

/**
 * Ends intents whose process died in their midst. What became of their calls is not asked of them: the world has just been
 * observed, the inventory knew of everything before the first call, and whatever is missing is in the new plan. History
 * keeps that there was an interruption. Only for whoever holds the writer lock: otherwise they may still be under way.
 */
export async function closeInterrupted(
  store: Pick<StateStore, 'readOpenIntents' | 'end'>,
  nowMs: number,
): Promise<readonly Intent[]> {
  const open = await store.readOpenIntents();
  await Promise.all(
    open.map((intent) => {
      const [first] = intent.actions;
      return store.end({
        intentId: intent.id,
        vdc: intent.vdc,
        atMs: nowMs,
        entry: 'keep',
        forgetUsers: [],
        history:
          first === undefined
            ? []
            : [
                {
                  atMs: nowMs,
                  vdc: intent.vdc,
                  verb: first.verb,
                  resource: first.resource,
                  reason: first.reason,
                  vdcReason: 'unfinished',
                  revision: intent.revision,
                  fingerprint: intent.fingerprint,
                  changes: [],
                  outcome: 'failed',
                  message: `interrupted: the process that began ${intent.actions.length === 1 ? 'this' : `these ${intent.actions.length} actions`} ended in their midst; what was left of them was planned anew`,
                },
              ],
      });
    }),
  );
  return open;
}
