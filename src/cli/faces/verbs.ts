import type { Action, SummaryKey } from '../../model/plan.ts';
import type { Look, Paint } from './look.ts';

export interface VerbFace {
  readonly symbol: string;
  readonly asciiSymbol: string;
  readonly colour: keyof Paint;
  /** In a totals line, after a number. */
  readonly toDo: string;
  /** While it happens. */
  readonly doing: string;
  readonly sentence: string;
}

/** Most consequential first: the order in which a VDC's verb is chosen, and in which plans are read. */
export const VERB_ORDER = [
  'delete',
  'retire',
  'create',
  'adopt',
  'resume',
  'suspend',
  'update',
  'resync',
  'blocked',
  'unchanged',
] as const satisfies readonly SummaryKey[];

/** One vocabulary for the plan, the progress, the status and the docs. */
export const VERBS = {
  delete: {
    symbol: '-',
    asciiSymbol: '-',
    colour: 'red',
    toDo: 'to delete',
    doing: 'deleting',
    sentence:
      'Takes the VDC out of WAP: virtual machines, subscription, then the hosting plan, user and account if we made them and nothing else uses them.',
  },
  retire: {
    symbol: '▽',
    asciiSymbol: 'v',
    colour: 'magenta',
    toDo: 'to retire',
    doing: 'retiring',
    sentence:
      'Starts the way out of a VDC that no spec names any more, as its `deletion` says: suspended now, deleted when the grace period is over.',
  },
  create: {
    symbol: '+',
    asciiSymbol: '+',
    colour: 'green',
    toDo: 'to create',
    doing: 'creating',
    sentence: 'Makes what is not there: account, user, hosting plan with its quota, subscription.',
  },
  adopt: {
    symbol: '=',
    asciiSymbol: '=',
    colour: 'cyan',
    toDo: 'to adopt',
    doing: 'adopting',
    sentence: 'Takes a subscription or an account that exists already under our care. Changes nothing there by itself.',
  },
  resume: {
    symbol: '▷',
    asciiSymbol: '>',
    colour: 'green',
    toDo: 'to resume',
    doing: 'resuming',
    sentence: 'Makes a suspended VDC active again and starts virtual machines as `onResume` says.',
  },
  suspend: {
    symbol: '‖',
    asciiSymbol: '|',
    colour: 'yellow',
    toDo: 'to suspend',
    doing: 'suspending',
    sentence: 'Remembers which virtual machines are on, does `onSuspend` to them and suspends the subscription.',
  },
  update: {
    symbol: '~',
    asciiSymbol: '~',
    colour: 'yellow',
    toDo: 'to update',
    doing: 'updating',
    sentence:
      'Changes limits, services, co-administrators, hosting plan or account of a VDC that stays in the state it is in, or mails its owner.',
  },
  resync: {
    symbol: '↻',
    asciiSymbol: '@',
    colour: 'blue',
    toDo: 'to resync',
    doing: 'resyncing',
    sentence:
      'Asks WAP to carry its own settings to its parts once more (its `?sync=True`), because it says that one of them failed.',
  },
  blocked: {
    symbol: '!',
    asciiSymbol: '!',
    colour: 'red',
    toDo: 'blocked',
    doing: 'blocked',
    sentence: 'Asked for, and may not be done: the plan shows why, with figures, and the way out.',
  },
  unchanged: {
    symbol: '·',
    asciiSymbol: '.',
    colour: 'dim',
    toDo: 'unchanged',
    doing: 'unchanged',
    sentence: 'Observed as declared, and only counted. Listed where a pause keeps us from bringing it in line.',
  },
} as const satisfies Readonly<Record<SummaryKey, VerbFace>>;

/** The symbol of a verb in its colour. */
export function paintSymbol(verb: SummaryKey, look: Look): string {
  return paintVerb(verb, symbolOf(verb, look), look);
}

export function symbolOf(verb: SummaryKey, look: Look): string {
  return look.glyphs.isAscii ? VERBS[verb].asciiSymbol : VERBS[verb].symbol;
}

/** Any text in the colour of a verb. */
export function paintVerb(verb: SummaryKey, text: string, look: Look): string {
  return look.paint[VERBS[verb].colour](text);
}

/** What an action or its bare description needs for being shown. */
export type ActionFace = Pick<Action, 'verb' | 'resource' | 'reason'>;
