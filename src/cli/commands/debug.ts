import { observeAll } from '../../reconciler/observe-and-plan.ts';
import type { Bundle } from '../bundle/bundle.ts';
import { formatBundle } from '../bundle/format-bundle.ts';
import { hideSecrets } from '../bundle/hide-secrets.ts';
import { makeBundle } from '../bundle/make-bundle.ts';
import { checkTargets } from '../check-targets.ts';
import type { CliDoors } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';
import type { GlobalOptions } from '../global-options.ts';
import { requireSettings } from '../load-settings-file.ts';
import { parseScope } from '../parse-scope.ts';
import { writePackedFile } from '../write-file.ts';

export interface DebugBundleOptions {
  readonly out: string;
  readonly target?: readonly string[];
  readonly selector?: readonly string[];
  readonly version: string;
}

/** `vdc debug bundle`: looks like `plan`, and writes what it saw where somebody else can make the same plan from it. */
export async function runDebugBundle(
  options: DebugBundleOptions,
  globals: GlobalOptions,
  doors: CliDoors,
): Promise<number> {
  const scope = parseScope(options);
  const settings = await requireSettings(globals, doors);
  if (settings === undefined) return exitCode.invalid;
  await hideSecrets(settings, doors);
  const installation = await doors.openInstallation(settings, { format: globals.logFormat, level: globals.logLevel });
  try {
    const input = await observeAll(installation.pass, installation.rules, scope, doors.signal);
    checkTargets(scope, { input });
    const { version } = options;
    const bundle = await makeBundle(
      { input, settings, version, config: globals.config },
      installation.pass.store,
      doors,
    );
    const file = doors.files.resolve(options.out);
    await writePackedFile(file, formatBundle(bundle, doors.sha256), doors);
    doors.out.write(describeBundle(bundle, doors.files.relative(file), options.out));
    return exitCode.ok;
  } finally {
    await installation.close();
  }
}

function describeBundle({ plan, seen, statuses, history }: Bundle, shown: string, typed: string): string {
  const lines = [
    `Wrote ${shown}: what ${seen.desired.vdcs.length} specs ask for, all of WAP as it was just seen, what is remembered, the settings, ${statuses.length} statuses, ${history.length} entries of history.`,
    'failed' in plan
      ? `No plan could be made of it: ${plan.failed}. That is what to report.`
      : `Its plan is ${plan.fingerprint}; anywhere, \`vdc plan --from-bundle ${typed}\` makes the same.`,
    ...('altered' in plan
      ? [
          'The value of a secret stood in what was seen. It was taken out, so that the plan here has another fingerprint.',
        ]
      : []),
    'No password, token or key is in it. Names and e-mail addresses of your customers are: a plan needs them. Give it only to whom you may tell those.',
  ];
  return `${lines.join('\n')}\n`;
}
