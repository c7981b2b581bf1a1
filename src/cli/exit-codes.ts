/** What scripts rely on (docs/cli.md). */
export const exitCode = {
  /** Done, or nothing to do. */
  ok: 0,
  /** Something failed, or something that was asked for is blocked. */
  failed: 1,
  /** `plan --detailed-exitcode`: changes are pending. */
  changesPending: 2,
  /** Specs or settings have problems. */
  invalid: 3,
  /** Refused as unsafe: nothing was written. */
  refused: 4,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
