import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SimulatorClock } from '../../src/simulator/clock/simulator-clock.ts';

const program = fileURLToPath(new URL('../../bin/vdc.mjs', import.meta.url));
const otherClock = new URL('story-clock.ts', import.meta.url).href;

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Both, for what may be said on either. */
  readonly all: string;
}

export interface StartedRun {
  readonly pid: number;
  readonly ended: Promise<Run>;
  /** What it has said until now, on either. */
  readonly soFar: () => string;
  kill(signal?: NodeJS.Signals): void;
}

export interface RunPlace {
  readonly folder: string;
  readonly clock: SimulatorClock;
  readonly env?: Readonly<Record<string, string>>;
}

/** The program itself, as a user runs it. When the simulator's clock was turned, the program lives in its time, or in `STORY_CLOCK`. */
export function startProgram(args: readonly string[], { folder, clock, env }: RunPlace): StartedRun {
  const isTurned = clock.rate !== 1 || Math.abs(clock.offsetMs) > 1 || env?.['STORY_CLOCK'] !== undefined;
  const child = spawn(process.execPath, [...(isTurned ? ['--import', otherClock] : []), program, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', STORY_CLOCK: `${clock.now()} ${clock.rate}`, ...env },
  });
  let out = '';
  let err = '';
  let all = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    all += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    all += text;
  });
  const ended = new Promise<Run>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err, all }));
  });
  return { pid: child.pid ?? 0, ended, soFar: () => all, kill: (signal = 'SIGKILL') => void child.kill(signal) };
}
