import { execFile } from 'node:child_process';
import { ControllerError } from '../../../../../model/controller-error.ts';
import { MAX_TOKEN_BYTES, tokenText } from './token-text.ts';

const COMMAND_WITHIN_MS = 60_000;

/**
 * What the command prints, run without a shell. It may take a minute and print 256 KiB. Throws `TOKEN_COMMAND_FAILED`, which
 * shows neither its output nor its arguments: both may hold secrets.
 */
export async function tokenFromCommand(
  command: readonly string[],
  signal: AbortSignal,
  withinMs: number = COMMAND_WITHIN_MS,
): Promise<string> {
  const [program = '', ...args] = command;
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const limits = { timeout: withinMs, killSignal: 'SIGKILL', maxBuffer: MAX_TOKEN_BYTES, windowsHide: true } as const;
  execFile(program, args, { ...limits, encoding: 'buffer', signal }, (error, output) => {
    if (error === null) resolve(tokenText(output));
    else reject(commandFailed(program, whyOf(error, withinMs)));
  });
  return promise;
}

function whyOf(
  error: Error & { code?: string | number | null; killed?: boolean; signal?: NodeJS.Signals | null },
  withinMs: number,
): string {
  if (error.name === 'AbortError') return 'it was stopped because we are stopping';
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'it printed far more than a token';
  if (error.killed === true) return `it did not end within ${withinMs / 1000} s`;
  if (typeof error.code === 'string') return `it could not be started: ${error.code}`;
  return error.signal ? `it was ended by ${error.signal}` : `it ended with exit code ${error.code ?? '?'}`;
}

// No cause: Node's error carries output and arguments.
function commandFailed(program: string, why: string): ControllerError {
  return new ControllerError(
    'TOKEN_COMMAND_FAILED',
    `The command ${program} that should print a token failed: ${why}. Without a token the Admin API cannot be asked anything. Run it by hand, as the user of this program.`,
    { retry: 'later', details: { program } },
  );
}
