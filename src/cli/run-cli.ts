import { type Command, CommanderError } from 'commander';
import { ControllerError } from '../model/controller-error.ts';
import type { CliDoors } from './doors.ts';
import { exitCode } from './exit-codes.ts';
import { buildProgram } from './program.ts';

/** Runs one command and says how it ended. Never throws: what went wrong is told on stderr. */
export async function runCli(args: readonly string[], doors: CliDoors, version: string): Promise<number> {
  let code: number = exitCode.ok;
  const program = buildProgram(doors, (ended) => (code = ended), version);
  for (const command of withAllBelow(program))
    command
      .exitOverride()
      .configureOutput({ writeOut: (text) => doors.out.write(text), writeErr: (text) => doors.err.write(text) });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    return tellError(error, doors);
  }
}

function withAllBelow(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withAllBelow)];
}

/** Specs, settings or a wording that are not there, or not such as could be read: for a script the same as invalid ones. */
function isInvalidInput(error: unknown): boolean {
  return error instanceof ControllerError && /^(?:SPECS|SETTINGS|MAIL_TEMPLATES)_/.test(error.code);
}

/** Nothing was changed, or nothing more: what must never be done was about to be. */
function isHalt(error: unknown): boolean {
  return error instanceof ControllerError && error.code.startsWith('LAW_');
}

/** What only says that the signal was heard, in whatever words. Any other error is told though somebody pressed Ctrl-C meanwhile. */
function isStop(error: unknown, signal: AbortSignal): boolean {
  if (!signal.aborted) return false;
  for (let one = error; one instanceof Error; one = one.cause)
    if (one === signal.reason || one.name === 'AbortError') return true;
  return false;
}

async function tellError(error: unknown, doors: CliDoors): Promise<number> {
  if (isStop(error, doors.signal)) {
    doors.err.write('Stopped before it was done.\n');
    return exitCode.failed;
  }
  const { formatError } = await import('./faces/error-text.ts');
  const { lookOf } = await import('./look-of.ts');
  doors.err.write(doors.redact(formatError(error, lookOf(doors.err, doors.env, true))));
  if (isInvalidInput(error)) return exitCode.invalid;
  return isHalt(error) ? exitCode.refused : exitCode.failed;
}
