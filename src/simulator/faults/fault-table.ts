/** What a fault may be drawn for: `collection` is any list, `list` one with the envelope of pages; `any` is any HTTP request. */
export type FaultScope =
  | 'any'
  | 'read'
  | 'list'
  | 'collection'
  | 'write'
  | 'delete'
  | 'directory'
  | 'directory-search'
  | 'directory-write'
  | 'recipient'
  | 'mail';

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
  'directory-reset': {
    scope: 'directory',
    about: 'The connection to the directory is reset before anything is done',
    params: {},
  },
  'directory-busy': {
    scope: 'directory',
    about: 'The directory answers with `result` (51 busy, 52 unavailable, 80 other); nothing is done',
    params: { result: 51 },
  },
  'directory-slow': { scope: 'directory', about: 'The directory begins only after `ms`', params: { ms: 30_000 } },
  'directory-lost-reply': {
    scope: 'directory-write',
    about: 'The directory does it, then the connection is cut instead of an answer',
    params: {},
  },
  'directory-silence': {
    scope: 'directory-write',
    about: 'The directory does it, but no answer comes for `ms`; then the connection is cut',
    params: { ms: 120_000 },
  },
  'directory-stale': {
    scope: 'directory-search',
    about: 'The directory answers as it was `steps` changes ago (at most 64)',
    params: { steps: 1 },
  },
  'directory-empty': { scope: 'directory-search', about: 'The directory finds nothing and says success', params: {} },
  'directory-cut-search': {
    scope: 'directory-search',
    about: 'The connection is cut in the middle of what the directory found',
    params: {},
  },
  'mail-greylist': {
    scope: 'recipient',
    about: 'The recipient is refused for now: 450 at RCPT, as by greylisting',
    params: {},
  },
  'mail-refused': { scope: 'recipient', about: 'The recipient is refused for good: 550 at RCPT', params: {} },
  'mail-rejected': {
    scope: 'mail',
    about: 'The mail is refused with `status` after it came whole',
    params: { status: 554 },
  },
  'mail-cut': { scope: 'mail', about: 'The connection is reset when the mail begins; it is not kept', params: {} },
  'mail-lost-reply': {
    scope: 'mail',
    about: 'The mail is kept, then the connection is reset instead of an answer',
    params: {},
  },
  'mail-slow': { scope: 'mail', about: 'The answer to a mail that is kept comes after `ms`', params: { ms: 30_000 } },
} as const satisfies Readonly<Record<string, FaultKind>>;

export type FaultName = keyof typeof FAULTS;

/** Which texts a parameter may have; all other parameters are whole numbers. */
export const FAULT_CHOICES: Readonly<Record<string, readonly string[]>> = {
  answer: ['first', 'second'],
  as: ['seconds', 'date'],
  displaces: ['no', 'yes'],
};
