import type { Problem, Severity } from '../model/problem.ts';

/** A problem of a text, whatever file it stands in: the same text under two names has the same problems. */
export type TextProblem = Omit<Problem, 'file'>;

/** What is wrong and what would be right, before anybody knows where. */
export interface Complaint {
  readonly code: string;
  /** One or two sentences: what is wrong, why it matters here. Never a secret. */
  readonly message: string;
  readonly suggestion?: string;
  readonly severity?: Severity;
}

/** From `start` up to `end`, in UTF-16 units of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
