import { isAbsolute, relative, sep } from 'node:path';
import { createRedactor } from '../log/redactor.ts';

// The machine itself: clocks, chance, files, signals. Nothing here is imported by anybody but main.ts and its rooms.

export const stopping = new AbortController();
let isStopping = false;

/** Ctrl-C and SIGTERM stop what runs; a second one means it: the journal knows what was begun. */
export function stopOnSignals(): void {
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => {
      if (isStopping) process.exit(130);
      isStopping = true;
      stopping.abort(new Error(`stopped by ${name}`));
    });
}

export const redactor = createRedactor();

// Loaded by whoever needs them first: a third of the time of an empty program, which `--help` does not owe.
export const crypto = () => process.getBuiltinModule('node:crypto');
export const disk = () => process.getBuiltinModule('node:fs/promises');

export const newId = () => crypto().randomUUID();
export const hashes = {
  sha1: (bytes: Uint8Array) => new Uint8Array(crypto().createHash('sha1').update(bytes).digest()),
  sha256: (text: string) => crypto().createHash('sha256').update(text).digest('hex'),
};
export const elapsed = () => performance.now();

export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await process.getBuiltinModule('node:timers/promises').setTimeout(ms, undefined, { signal });
}

/** Who we are, for other processes and people. */
export function holder(): { readonly pid: number; readonly host: string } {
  return { pid: process.pid, host: process.getBuiltinModule('node:os').hostname() };
}

const workingFolder = `${process.cwd()}${sep}`;

/** As a person here would type it. */
export function shown(path: string): string {
  // What lies below, asked for each of ten thousand specs, is a matter of cutting.
  if (path.startsWith(workingFolder)) return path.slice(workingFolder.length);
  const short = relative(process.cwd(), path);
  return short === '' ? '.' : short.startsWith('..') || isAbsolute(short) ? path : short;
}
