import type { DaemonEvent } from '../model/daemon-event.ts';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly text: string;
  readonly keys: Readonly<Record<string, unknown>>;
}

/** An event as a line of the log: a constant text, the rest as keys. A quiet pass is for whoever debugs. */
export function describeEvent({ kind, ...event }: DaemonEvent): LogLine {
  // The log has a time of its own.
  const rest = withoutTime(event);
  const line = (level: LogLine['level'], text: string, keys: LogLine['keys'] = rest): LogLine => ({
    level,
    text,
    keys,
  });
  switch (kind) {
    case 'role-changed':
      return line('info', 'role changed');
    case 'pass-started':
      return line('debug', 'pass started');
    case 'pass-ended':
      return describePass(rest as Omit<Extract<DaemonEvent, { kind: 'pass-ended' }>, 'kind' | 'atMs'>);
    case 'drift-found':
      return line('warn', 'drift found');
    case 'drift-corrected':
      return line('info', 'drift corrected');
    case 'vdc-started':
      return line('info', 'VDC started');
    case 'action-ended':
      return line('outcome' in rest && rest.outcome === 'failed' ? 'warn' : 'info', 'action ended');
    case 'vdc-ended':
      return line('result' in rest && rest.result === 'failed' ? 'warn' : 'info', 'VDC ended');
    case 'status-changed':
      return line('debug', 'status changed');
    case 'plan-refused':
      return line('error', 'plan refused, waiting for approval');
    case 'plan-approved':
      return line('info', 'plan approved');
    case 'fight-found':
      return line('error', 'somebody undoes a correction again and again, standing down');
    case 'circuit-opened':
      return line('error', 'out of reach, probing');
    case 'circuit-closed':
      return line('info', 'within reach again');
    case 'source-changed':
      return line('debug', 'source changed');
    case 'watch-failed':
      return line('warn', 'not watched, changes are found at the next pass');
    case 'source-rewritten':
      return line('warn', 'history of the branch was rewritten');
    case 'settings-reloaded':
      return line('info', 'settings reloaded');
    case 'settings-refused':
      return line('error', 'changed settings are not valid, keeping those before');
    case 'law-broken':
      return line('error', 'a law was about to be broken, nothing is changed any more', {
        code: 'LAW_BROKEN',
        ...rest,
      });
    case 'halted':
      return line('error', 'halted, nothing is changed until somebody lifts it', { code: 'LAW_HALTED', ...rest });
    case 'halt-lifted':
      return line('warn', 'a halt was lifted');
    case 'paused':
    case 'unpaused':
      return line('info', `VDC ${kind}`);
    default:
      return kind satisfies never;
  }
}

function withoutTime<T extends { readonly atMs: number }>(event: T): Omit<T, 'atMs'> {
  const { atMs: _, ...rest } = event;
  return rest;
}

function describePass({ pass }: Omit<Extract<DaemonEvent, { kind: 'pass-ended' }>, 'kind' | 'atMs'>): LogLine {
  const { trigger, result, tookMs, revision, message, summary = {} } = pass;
  const counts = Object.fromEntries(Object.entries(summary).filter(([, count]) => count > 0));
  const isQuiet =
    result === 'abandoned' ||
    (result === 'done' && message === undefined && Object.keys(counts).every((key) => key === 'unchanged'));
  return {
    level: isQuiet ? 'debug' : result === 'done' && message === undefined ? 'info' : 'warn',
    text: 'pass ended',
    keys: {
      trigger,
      result,
      tookMs,
      ...(revision !== undefined && { revision }),
      ...counts,
      ...(message !== undefined && { message }),
    },
  };
}
