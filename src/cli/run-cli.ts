import { CommanderError } from 'commander';
import { ControllerError } from '../model/controller-error.ts';
import type { CliDoors } from './doors.ts';
import { exitCode } from './exit-codes.ts';
import { buildProgram } from './program.ts';

/** Runs one command and says how it ended. Never throws: what went wrong is told on stderr. */
export async function runCli(args: readonly string[], doors: CliDoors, version: string): Promise<number> {
  let code: number = exitCode.ok;
  const program = buildProgram(doors, (ended) => (code = ended), version);
  for (const command of [program, ...program.commands])
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

const invalidCodes = new Set(['SETTINGS_MISSING', 'SETTINGS_UNREADABLE', 'SPECS_MISSING', 'SPECS_NOT_A_DIRECTORY']);

async function tellError(error: unknown, doors: CliDoors): Promise<number> {
  if (doors.signal.aborted) {
    doors.err.write('Stopped. What had been begun is in the journal; the next apply takes it up.\n');
    return exitCode.failed;
  }
  const { formatError } = await import('./faces/error-text.ts');
  const { lookOf } = await import('./look-of.ts');
  doors.err.write(doors.redact(formatError(error, lookOf(doors.err, doors.env, true))));
  return error instanceof ControllerError && invalidCodes.has(error.code) ? exitCode.invalid : exitCode.failed;
}
