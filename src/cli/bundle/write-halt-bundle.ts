import type { HaltCase } from '../../reconciler/halt-switch.ts';
import { ControllerError } from '../../model/controller-error.ts';
import type { Settings } from '../../model/settings.ts';
import type { StateStore } from '../../state/state-store.ts';
import type { CliDoors } from '../doors.ts';
import { writePackedFile } from '../write-file.ts';
import { formatBundle } from './format-bundle.ts';
import { hideSecrets } from './hide-secrets.ts';
import { makeBundle } from './make-bundle.ts';

export interface HaltBundle {
  readonly settings: Settings;
  readonly version: string;
  /** `--config` as it was typed. */
  readonly config: string;
  readonly store: Pick<StateStore, 'readStatuses' | 'readHistory'>;
}

/** What `vdc debug bundle` writes, of what was seen when a law was about to be broken, into the work folder. Returns where. */
export async function writeHaltBundle(
  { halt, input, vdc }: HaltCase,
  { settings, version, config, store }: HaltBundle,
  doors: CliDoors,
): Promise<string> {
  if (input === undefined)
    throw new ControllerError('BUNDLE_MISSING', 'Nothing had been seen yet, so there is no bundle of it.');
  await hideSecrets(settings, doors);
  const made = await makeBundle(
    { input, settings, version, config, halt: { ...halt, ...(vdc && { planned: vdc }) } },
    store,
    // Whoever stops the process meanwhile wants to know all the same.
    { ...doors, signal: new AbortController().signal },
  );
  const file = await doors.workFile(settings, `${halt.id.replace(':', '-')}.json.gz`);
  await writePackedFile(file, formatBundle(made, doors.sha256), doors);
  return doors.files.relative(file);
}
