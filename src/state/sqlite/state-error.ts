import { ControllerError, type Retry } from '../../model/controller-error.ts';

interface Explanation {
  readonly code: string;
  readonly retry: Retry;
  readonly what: string;
  readonly cure: string;
}

const unwritable: Explanation = {
  code: 'STATE_UNWRITABLE',
  retry: 'never',
  what: 'cannot be opened or written',
  cure: 'The folder must exist and, like the file, belong to the account that runs vdc; SQLite writes two more files beside it. Mend the rights or set state.url to another place.',
};
const corrupt: Explanation = {
  code: 'STATE_CORRUPT',
  retry: 'never',
  what: 'is damaged or no SQLite database',
  cure: 'Restore it from a backup. Nothing is done without it, because a lost memory would look like VDCs that are not ours.',
};
const busy: Explanation = {
  code: 'STATE_BUSY',
  retry: 'later',
  what: 'is held by another process for longer than we wait',
  cure: 'See what else has the file open (a backup, the sqlite3 tool) and try again.',
};
const full: Explanation = {
  code: 'STATE_DISK_FULL',
  retry: 'later',
  what: 'cannot grow: the disk is full',
  cure: 'Make room. Nothing was called whose intent could not be written first.',
};
const failed: Explanation = {
  code: 'STATE_FAILED',
  retry: 'later',
  what: 'could not be read or written',
  cure: 'Look at the disk and its file system (kernel log), then try again.',
};

/** SQLite's primary result codes, https://www.sqlite.org/rescode.html */
const bySqliteCode: ReadonlyMap<number, Explanation> = new Map([
  [3, unwritable],
  [5, busy],
  [6, busy],
  [8, unwritable],
  [11, corrupt],
  [13, full],
  [14, unwritable],
  [23, unwritable],
  [26, corrupt],
]);

const byFileSystemCode: ReadonlyMap<string, Explanation> = new Map(
  ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EISDIR']
    .map((code): [string, Explanation] => [code, unwritable])
    .concat([['ENOSPC', full]]),
);

/** The failure of SQLite or the file system in words for an operator; a ControllerError is handed back as it is. */
export function stateError(cause: unknown, file: string): ControllerError {
  if (cause instanceof ControllerError) return cause;
  const explanation = explain(cause);
  const text = cause instanceof Error ? cause.message : String(cause);
  return new ControllerError(
    explanation.code,
    `The state file ${file} ${explanation.what} (${text}). ${explanation.cure}`,
    { cause, retry: explanation.retry, details: { file } },
  );
}

function explain(cause: unknown): Explanation {
  if (!(cause instanceof Error)) return failed;
  // Extended result codes keep the primary one in their low byte.
  if ('errcode' in cause && typeof cause.errcode === 'number') return bySqliteCode.get(cause.errcode & 0xff) ?? failed;
  if ('code' in cause && typeof cause.code === 'string') return byFileSystemCode.get(cause.code) ?? failed;
  return failed;
}
