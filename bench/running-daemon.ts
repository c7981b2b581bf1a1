import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { VDC } from './run-program.ts';

/** `vdc run` in a process of its own, as it is installed. */
export interface RunningDaemon {
  readonly pid: number;
  /** Asks its API; throws what it answers with an error. */
  ask(method: string, path: string): Promise<unknown>;
  /** Processor time so far, all threads, in milliseconds. */
  cpuMs(): number;
  residentMib(): number;
  stop(): Promise<void>;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export async function startDaemon(settingsFile: string, port: number): Promise<RunningDaemon> {
  const child: ChildProcess = spawn(process.execPath, [VDC, '--config', settingsFile, '--log-level', 'warn', 'run'], {
    cwd: dirname(settingsFile),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const base = `http://127.0.0.1:${port}`;
  const ask = async (method: string, path: string): Promise<unknown> => {
    const answer = await fetch(`${base}${path}`, { method });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text.startsWith('{') ? (JSON.parse(text) as unknown) : text;
  };
  for (let tries = 0; ; tries += 1) {
    if (child.exitCode !== null || tries > 600) throw new Error(`vdc run is not ready; exit code ${child.exitCode}`);
    const isReady = await ask('GET', '/readyz').then(
      () => true,
      () => false,
    );
    if (isReady) break;
    await delay(100);
  }
  const pid = child.pid ?? 0;
  return {
    pid,
    ask,
    cpuMs() {
      // After the name in brackets, which may hold anything: state is field 3, user and system time are 14 and 15.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
    residentMib: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
