/** What a fault may be drawn for: `collection` is any list, `list` one with the envelope of pages. */
export type FaultScope = 'any' | 'read' | 'list' | 'collection' | 'write' | 'delete';

interface FaultKind {
  readonly scope: FaultScope;
  readonly about: string;
  /** Its own parameters with their defaults. */
  readonly params: Readonly<Record<string, number | string>>;
}

/** Every fault, by its published name. docs/simulator.md holds the same table; a test compares them. */
export const FAULTS = {
  reset: { scope: 'any', about: 'The connection is reset before anything is done', params: {} },
  'lost-reply': {
    scope: 'write',
    about: 'The work is done, then the connection is cut instead of an answer',
    params: {},
  },
  'timeout-after-commit': {
    scope: 'write',
    about: 'The work is done, but no answer comes for `ms`; then the connection is cut',
    params: { ms: 120_000 },
  },
  'doubled-request': {
    scope: 'write',
    about: 'The work is done twice, as by a proxy that repeats; `answer` says which of the two answers comes back',
    params: { answer: 'second' },
  },
  throttle: {
    scope: 'any',
    about: '429 without doing anything; Retry-After in `seconds`, written `as` seconds or date',
    params: { seconds: 1, as: 'seconds' },
  },
  'html-503': { scope: 'any', about: 'A proxy answers 503 with a page; nothing is done', params: {} },
  'html-200': { scope: 'any', about: 'A proxy answers 200 with a page of its own; nothing is done', params: {} },
  redirect: { scope: 'any', about: '302 to a login page; nothing is done', params: {} },
  'expired-token': { scope: 'any', about: 'The token is refused as expired', params: {} },
  'slow-sync': { scope: 'write', about: 'Syncing and DeletePending that begin here last `ms`', params: { ms: 60_000 } },
  'out-of-sync': {
    scope: 'write',
    about: 'What the providers begin here ends OutOfSync with a LastErrorMessage',
    params: {},
  },
  'refused-delete': {
    scope: 'delete',
    about: 'The provider refuses to delete: OutOfSync in DeletePending',
    params: {},
  },
  'billing-veto': {
    scope: 'write',
    about: 'A blocking billing adapter rejects creating, changing or deleting a subscription with `status`',
    params: { status: 400 },
  },
  'stale-read': {
    scope: 'read',
    about: 'Answers from the world as it was `steps` changes ago (at most 64)',
    params: { steps: 1 },
  },
  'empty-list': { scope: 'collection', about: '200 with an empty list and counts of 0', params: {} },
  'missing-page': { scope: 'list', about: '200 with no items, while the counts stay right', params: {} },
  'wrong-counts': { scope: 'list', about: 'Both counts are wrong by `by`', params: { by: -1 } },
  'doubled-row': {
    scope: 'list',
    about: 'One row of the page stands twice; with `displaces=yes` in the place of another',
    params: { displaces: 'no' },
  },
  'failed-job': { scope: 'write', about: 'The job that begins here fails; the machine stays as it was', params: {} },
  'vanished-job': { scope: 'write', about: 'The job that begins here is announced and cannot be found', params: {} },
  'ignored-shutdown': { scope: 'write', about: 'The guest does not answer the Shutdown that begins here', params: {} },
  'foreign-enum-names': { scope: 'any', about: 'Enums of this answer are names instead of numbers', params: {} },
} as const satisfies Readonly<Record<string, FaultKind>>;

export type FaultName = keyof typeof FAULTS;

/** Which texts a parameter may have; all other parameters are whole numbers. */
export const FAULT_CHOICES: Readonly<Record<string, readonly string[]>> = {
  answer: ['first', 'second'],
  as: ['seconds', 'date'],
  displaces: ['no', 'yes'],
};
