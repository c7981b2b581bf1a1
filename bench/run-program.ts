import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** The command as it is installed. */
export const VDC = programPath('../bin/vdc.mjs');

export function programPath(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

/** What a whole process cost, its start included. */
export interface ProcessCost {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMib: number;
}

export interface ProgramRun extends ProcessCost {
  readonly output: string;
}

const usageTeller = programPath('tell-usage.ts');
/** Compiled code is kept between runs, as bin/vdc.mjs keeps it; the floors get the same. */
const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'vdc-bench-compiled') };

/** Runs a JavaScript or TypeScript program in a fresh process. Rejects, with what it said on stderr, when it fails. */
export async function runProgram(program: string, args: readonly string[]): Promise<ProgramRun> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--import', usageTeller, program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env,
  });
  const usage = text(child.stdio[3] as Readable);
  const [output, complaint, [code]] = await Promise.all([
    text(child.stdout as Readable),
    text(child.stderr as Readable),
    once(child, 'close') as Promise<[number]>,
  ]);
  const wallMs = performance.now() - startedAt;
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${complaint.slice(-2000)}`);
  return { ...(JSON.parse(await usage) as Pick<ProcessCost, 'cpuMs' | 'peakMib'>), wallMs, output };
}

/** Runs a program of this folder that prints what it measured as JSON on its last line. */
export async function runMeasured<T>(program: string, args: readonly string[]): Promise<T> {
  const { output } = await runProgram(programPath(program), args);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as T;
}
