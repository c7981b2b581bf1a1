import { ControllerError } from '../../model/controller-error.ts';
import { formatSettings } from '../../settings/format-settings.ts';
import { formatSpec, type SpecToWrite } from '../../spec/format-spec.ts';
import type { CliDoors } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';

/** `vdc init`: a commented vdc.yaml with a fresh installation id, and a first spec. Never overwrites anything. */
export async function runInit({ directory }: { readonly directory: string }, doors: CliDoors): Promise<number> {
  const settingsFile = doors.files.resolve(`${directory}/vdc.yaml`);
  const specFile = doors.files.resolve(`${directory}/specs/example.yaml`);
  for (const file of [settingsFile, specFile])
    if ((await doors.files.read(file)) !== undefined)
      throw new ControllerError(
        'INIT_EXISTS',
        `${doors.files.relative(file)} exists already and is not overwritten: its installation id is the root of every identity made so far. Give another folder: vdc init FOLDER.`,
      );
  await doors.files.write(settingsFile, formatSettings({ installation: doors.newId() }));
  await doors.files.write(specFile, formatSpec(firstSpec, { isExplained: true }));
  doors.out.write(`Wrote ${doors.files.relative(settingsFile)} and ${doors.files.relative(specFile)}.

Next:
  1. Fill in the addresses and the account in ${doors.files.relative(settingsFile)}; keep its installation id for ever.
  2. vdc validate      checks both files, offline
  3. vdc plan          shows what would be made
  4. vdc apply         makes it
No WAP at hand? \`vdc simulate\` starts one on this machine.
`);
  return exitCode.ok;
}

const firstSpec: SpecToWrite = {
  name: 'example',
  owner: { email: 'ops@customer.example', name: 'Customer Operations' },
  limits: { cpu: 4, ramMib: 16 * 1024, diskGib: 500, vms: 10 },
};
