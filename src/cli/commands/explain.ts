import { ControllerError } from '../../model/controller-error.ts';
import { observeAndPlan } from '../../reconciler/observe-and-plan.ts';
import { specLines } from '../../spec/spec-lines.ts';
import type { CliDoors } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';
import { explainVdc } from '../explain-vdc.ts';
import { formatExplanation, formatExplanationJson } from '../faces/explain-text.ts';
import { requireSettings } from '../load-settings-file.ts';
import { lookOf } from '../look-of.ts';
import type { GlobalOptions } from '../global-options.ts';

export interface ExplainOptions {
  readonly name: string;
  readonly output: string;
}

/** `vdc explain NAME`: observes like `plan`, changes nothing, and says what led to the next action. */
export async function runExplain(options: ExplainOptions, globals: GlobalOptions, doors: CliDoors): Promise<number> {
  const settings = await requireSettings(globals, doors);
  if (settings === undefined) return exitCode.invalid;
  const installation = await doors.openInstallation(settings, { format: globals.logFormat, level: globals.logLevel });
  try {
    const scope = { targets: [], selector: {} };
    const pass = await observeAndPlan(installation.pass, installation.rules, scope, doors.signal);
    const place = pass.input.desired.vdcs.find((vdc) => vdc.name === options.name)?.place;
    // Only this one file is read again, for the lines of its fields.
    const text = place && (await doors.files.read(doors.files.resolve(place.file)));
    const explained = explainVdc(pass, options.name, specLines(text ?? '', options.name));
    if (explained === undefined)
      throw new ControllerError(
        'VDC_UNKNOWN',
        `No spec names a VDC "${options.name}", and the inventory does not know it either. \`vdc get\` lists those that it knows.`,
      );
    const shown =
      options.output === 'json'
        ? formatExplanationJson(explained)
        : formatExplanation(explained, lookOf(doors.out, doors.env, globals.color));
    doors.out.write(doors.redact(shown));
    return exitCode.ok;
  } finally {
    await installation.close();
  }
}
