import type { Route } from '../http/router.ts';
import type { ControlHandler } from './control-context.ts';

export const read = (pattern: string, handle: ControlHandler): Route<ControlHandler> => ({
  method: 'GET',
  pattern,
  kind: 'read',
  handle,
});
export const write = (method: string, pattern: string, handle: ControlHandler): Route<ControlHandler> => ({
  method,
  pattern,
  kind: 'write',
  handle,
});

/** What a change answers when it has nothing to say. */
export function done(_nothing: void): unknown {
  return { done: true };
}
