import { ControllerError } from '../model/controller-error.ts';
import type { Settings } from '../model/settings.ts';

/** What a running daemon cannot change under itself. Throws SETTINGS_NEED_RESTART, naming it. */
export function checkReload(before: Settings, after: Settings): void {
  const changed = [
    before.installation !== after.installation && 'installation',
    before.state.url !== after.state.url && 'state.url',
    before.server.listen !== after.server.listen && 'server.listen',
  ].filter((name) => name !== false);
  if (changed.length === 0) return;
  throw new ControllerError(
    'SETTINGS_NEED_RESTART',
    `${changed.join(' and ')} changed in the settings, which a running daemon cannot take over; it goes on with the settings of before. Restart it, or change that back.`,
  );
}
