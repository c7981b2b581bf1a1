import { formatBundle } from '../../src/cli/bundle/format-bundle.ts';
import { makeBundle } from '../../src/cli/bundle/make-bundle.ts';
import type { Settings } from '../../src/model/settings.ts';
import type { PlannerInput } from '../../src/planner/planner-input.ts';
import { hashes, now } from './planner-world.ts';
import { loadText, settingsText } from './settings-texts.ts';

export function someSettings(): Settings {
  const { settings } = loadText(settingsText());
  if (settings === undefined) throw new Error('the settings of the tests are not valid');
  return settings;
}

/** The text of a bundle of that world, made as the program makes it. */
export async function bundleTextOf(
  input: PlannerInput,
  { redact = (text: string) => text, config = 'vdc.yaml' } = {},
): Promise<string> {
  const { signal } = new AbortController();
  const bundle = await makeBundle(
    { input, settings: someSettings(), version: '0.0.0', config },
    { readStatuses: () => Promise.resolve([]), readHistory: () => Promise.resolve([]) },
    { redact, now: () => now, signal, describeMachine: () => ({ node: 'v0.0.0', system: 'a test' }) },
  );
  return formatBundle(bundle, hashes.sha256);
}
