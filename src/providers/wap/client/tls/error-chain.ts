const DEEPEST_CAUSE = 8;

export interface NodeErrorFacts {
  readonly code: string;
  readonly syscall: string;
  readonly error: Error;
}

/**
 * An error and what it was caused by, outermost first; of an attempt over several addresses also the single failures.
 * Bounded, so that errors that name each other as cause do no harm.
 */
export function errorChain(error: unknown, depth = 0): readonly NodeErrorFacts[] {
  if (!(error instanceof Error) || depth > DEEPEST_CAUSE) return [];
  const { code, syscall } = error as NodeJS.ErrnoException;
  const inner = [...(error instanceof AggregateError ? (error.errors as unknown[]) : []), error.cause];
  return [
    { code: typeof code === 'string' ? code : '', syscall: syscall ?? '', error },
    ...inner.flatMap((cause) => errorChain(cause, depth + 1)),
  ];
}
