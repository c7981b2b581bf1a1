import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface PeerProcess extends AsyncDisposable {
  readonly pid: number;
}

export interface PeerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Asked again and again until it says true; a peer that ends before is an error with the end of its log. */
  isReady(pid: number): Promise<boolean>;
}

const READY_WITHIN_MS = 40_000;

/** Starts a program in a process group of its own and waits until it serves; disposing ends that group and nothing else. */
export async function startPeerProcess(peer: PeerCommand): Promise<PeerProcess> {
  const log = openSync(peer.logFile, 'a');
  const child = spawn(peer.command, peer.args, {
    env: { ...process.env, ...peer.env },
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const ended = once(child, 'exit');
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  const endGroup = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-pid, signal);
    } catch {
      // nobody of the group is left
    }
  };
  const endAtExit = (): void => endGroup('SIGKILL');
  process.once('exit', endAtExit);
  const stop = async (): Promise<void> => {
    endGroup('SIGTERM');
    const isGone = await Promise.race([ended.then(() => true), pause(5_000, false)]);
    endGroup('SIGKILL'); // stragglers of the group, or a leader that did not listen
    if (!isGone) await ended;
    process.removeListener('exit', endAtExit);
  };
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await peer.isReady(pid))) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`${peer.command} did not come up:\n${(await readFile(peer.logFile, 'utf8')).slice(-2_000)}`);
    }
    await pause(30);
  }
  return { pid, [Symbol.asyncDispose]: stop };
}

export async function acceptsConnections(port: number, host = '127.0.0.1'): Promise<boolean> {
  const socket = connect(port, host);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false; // nobody there yet
  } finally {
    socket.destroy();
  }
}
