import { dirname, join } from 'node:path';
import type { Settings } from '../model/settings.ts';

/**
 * Where things are kept whose loss costs time and nothing else: the clone of a branch, specs that were parsed before. Beside
 * the state file; where the state is a database, in the folder that the system gives a service, or in the user's cache. The
 * folder of the settings is nobody's to write into.
 */
export function workFile(settings: Settings, name: string): string {
  const { url } = settings.state;
  if (url.startsWith('sqlite:')) return `${url.slice('sqlite:'.length)}.${name}`;
  const { CACHE_DIRECTORY, STATE_DIRECTORY, XDG_CACHE_HOME, HOME } = process.env;
  // systemd lists several folders with colons between them.
  const service = (CACHE_DIRECTORY ?? STATE_DIRECTORY)?.split(':')[0];
  const user = XDG_CACHE_HOME ?? (HOME === undefined ? undefined : join(HOME, '.cache'));
  const folder = service ?? (user === undefined ? join(dirname(settings.file), '.vdc') : join(user, 'vdc'));
  return join(folder, `${settings.installation}.${name}`);
}
