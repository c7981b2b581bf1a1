export type Severity = 'error' | 'warning';

/** What the author of a spec or of the settings can mend, at its place. */
export interface Problem {
  /** Stable; stands in docs/errors.md. */
  readonly code: string;
  readonly severity: Severity;
  /** As the user would name it: relative to where the command was given, when below it. */
  readonly file: string;
  /** Line and column from 1; 1:1 where the whole file is meant. */
  readonly line: number;
  readonly column: number;
  /** What is wrong, why it matters here. One or two sentences. */
  readonly message: string;
  /** What to write instead, or to do. */
  readonly suggestion?: string;
  /** The offending line and how many characters of it are meant, from `column`. Masked where it would show a secret. */
  readonly excerpt?: { readonly text: string; readonly length: number };
}
