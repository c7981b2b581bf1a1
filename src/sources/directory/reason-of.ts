/** The system's word for why a file cannot be used: EACCES, ELOOP. Never a path, which is told beside it. */
export function reasonOf(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  throw cause;
}
