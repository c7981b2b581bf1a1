/** Whether doing the same again could help: `never` (a person or the world must change first), `later`, or `at-once` (the request never left). */
export type Retry = 'never' | 'later' | 'at-once';

export interface ControllerErrorOptions {
  readonly cause?: unknown;
  readonly retry?: Retry;
  /** Facts for logs, never secrets, never whole remote bodies. */
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * What an operator can act on: a stable code that stands in `docs/errors.md`, and a message that says what is wrong,
 * why it matters here and what to do. Code that decides looks at `code` and `retry`, never at the text.
 */
export class ControllerError extends Error {
  override readonly name = 'ControllerError';
  readonly code: string;
  readonly retry: Retry;
  readonly details: Readonly<Record<string, string | number | boolean>>;

  constructor(code: string, message: string, options: ControllerErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retry = options.retry ?? 'never';
    this.details = options.details ?? {};
  }
}
