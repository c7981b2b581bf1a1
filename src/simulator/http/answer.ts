/** A list is sent as so many lines. */
export type AnswerHeaders = Readonly<Record<string, string | readonly string[]>>;

/** What a handler gives back. A body in pieces is made while it is sent: the list of all plans may be hundreds of megabytes. */
export interface Answer {
  readonly status: number;
  readonly body: string | Iterable<string> | null;
  readonly contentType?: string;
  readonly headers?: AnswerHeaders;
  /** It goes out when the simulated clock has come there: the caller waits for work to end. Absent: at once. */
  readonly readyAt?: number;
}

export const JSON_TYPE = 'application/json; charset=utf-8';

export function jsonAnswer(status: number, body: string | Iterable<string>): Answer {
  return { status, body, contentType: JSON_TYPE };
}

export function emptyAnswer(status: number): Answer {
  return { status, body: null };
}
