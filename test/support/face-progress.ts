import { startProgress } from '../../src/cli/faces/apply-progress.ts';
import type { Progress, ProgressEvent } from '../../src/cli/faces/apply-progress.ts';
import { plainProgress } from '../../src/cli/faces/plain-progress.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { Verb } from '../../src/model/plan.ts';
import { lookAt } from './face-looks.ts';

export interface ProgressStory {
  readonly progress: Progress;
  /** What a log would have got. */
  readonly plain: string[];
  readonly nowMs: () => number;
  readonly pass: (ms: number) => void;
  readonly start: (vdc: string, verb: Verb, resource: string) => void;
  readonly wait: (vdc: string, message: string) => void;
  /** The actions end one after the other, then the VDC. */
  readonly end: (vdc: string, outcomes: readonly Outcome['kind'][]) => void;
  /** One VDC with one action, from beginning to end, in so many milliseconds. */
  readonly apply: (vdc: string, outcome: Outcome['kind'], ms: number) => void;
}

/** An apply over so many VDCs, told event by event, on a clock that only goes when it is told to. */
export function tellStory(total: number, note: (event: ProgressEvent) => void = () => undefined): ProgressStory {
  const progress = startProgress(total, 0);
  const plain: string[] = [];
  let now = 0;
  const tell = (event: ProgressEvent): void => {
    plain.push(...plainProgress(progress, event, lookAt(Number.POSITIVE_INFINITY)));
    note(event);
  };
  const story: ProgressStory = {
    progress,
    plain,
    nowMs: () => now,
    pass: (ms) => {
      now += ms;
    },
    start(vdc, verb, resource) {
      tell({ kind: 'vdc-started', vdc, atMs: now });
      tell({ kind: 'action-started', vdc, action: { verb, resource }, atMs: now });
    },
    wait: (vdc, message) => tell({ kind: 'vdc-waiting', vdc, outcome: { kind: 'waiting', message }, atMs: now }),
    end(vdc, outcomes) {
      const action = { verb: 'create', resource: `subscription/${vdc}` } as const;
      for (const kind of outcomes) tell({ kind: 'action-ended', vdc, action, outcome: outcomeOf(kind), atMs: now });
      tell({ kind: 'vdc-ended', vdc, atMs: now });
    },
    apply(vdc, outcome, ms) {
      story.start(vdc, 'create', `subscription/${vdc}`);
      story.pass(ms);
      story.end(vdc, [outcome]);
    },
  };
  return story;
}

function outcomeOf(kind: Outcome['kind']): Outcome {
  return kind === 'done' ? { kind } : { kind, code: 'WENT_WRONG', message: 'It went wrong.' };
}
