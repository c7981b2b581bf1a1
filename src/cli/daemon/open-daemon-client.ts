import type { VdcName } from '../../model/virtual-data-center.ts';
import { type DaemonCalls, type DaemonDoors, openDaemonCalls } from './daemon-calls.ts';
import type { DaemonClient } from './daemon-client.ts';
import { daemonForeign } from './daemon-errors.ts';
import { readToldStatus, readToldVdc } from './read-daemon-answer.ts';
import { readEventStream } from './read-event-stream.ts';
import { whileDaemonLives } from './while-daemon-lives.ts';

/** Speaks with the daemon at `origin`. Opens no connection before the first call. */
export async function openDaemonClient(doors: DaemonDoors): Promise<DaemonClient> {
  const calls = await openDaemonCalls(doors);
  const known = <Told>(told: Told | undefined, path: string): Told => {
    if (told === undefined) throw daemonForeign(doors.origin, `its answer to ${path} is another`);
    return told;
  };
  return {
    async status() {
      const path = '/api/v1/status';
      const { body } = await calls.call({ method: 'GET', path });
      return { status: known(readToldStatus(body), path), wire: body };
    },
    async vdc(name) {
      const path = vdcPath(name);
      const { status, body } = await calls.call({ method: 'GET', path }, 'may-miss');
      return status === 404 ? undefined : known(readToldVdc(body), path);
    },
    async approve(fingerprint, by) {
      await calls.call({ method: 'POST', path: '/api/v1/approvals', body: { fingerprint, by } });
    },
    async pause(name, { reason, by, untilMs }) {
      const until = untilMs === undefined ? {} : { until: new Date(untilMs).toISOString() };
      await calls.call({ method: 'PUT', path: `${vdcPath(name)}/pause`, body: { reason, by, ...until } });
    },
    async unpause(name) {
      const { status } = await calls.call({ method: 'DELETE', path: `${vdcPath(name)}/pause` }, 'may-miss');
      return status !== 404;
    },
    async reconcile(name) {
      const path = `${vdcPath(name)}/reconcile`;
      const { body } = await whileDaemonLives(doors, calls, (until) => calls.call({ method: 'POST', path, until }));
      return known(readToldVdc(body), path);
    },
    follow: (listener) => follow(calls, listener),
    close: () => calls.close(),
  };
}

function vdcPath(name: VdcName): string {
  return `/api/v1/vdcs/${encodeURIComponent(name)}`;
}

async function follow(calls: DaemonCalls, listener: Parameters<DaemonClient['follow']>[0]): Promise<void> {
  try {
    const chunks = await calls.stream('/api/v1/events');
    // It ends with the client, or with the daemon, whose going the call that is awaited tells.
    void readEventStream(chunks, listener).catch(() => undefined);
  } catch {
    // Only shown while something else is awaited: that tells what is wrong.
  }
}
