import type { SecretSource, Settings } from '../../model/settings.ts';
import type { CliDoors } from '../doors.ts';

/** Those too that a look needs not: none may stand in the file, wherever it came from. */
export async function hideSecrets(settings: Settings, doors: Pick<CliDoors, 'readSecret'>): Promise<void> {
  const { specs, wap, directory, mail, state, server } = settings;
  const sources: readonly (SecretSource | undefined)[] = [
    'token' in specs ? specs.token : undefined,
    wap.auth.password,
    wap.auth.token !== undefined && 'file' in wap.auth.token ? wap.auth.token : undefined,
    wap.spf?.password,
    directory?.password,
    mail?.smtp.password,
    state.password,
    server.token,
    server.webhookSecret,
  ];
  // One that is not there cannot be given away; whoever needs it says that it is missing.
  for (const source of sources) if (source !== undefined) await doors.readSecret(source).catch(() => undefined);
}
