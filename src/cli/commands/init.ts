import { ControllerError } from '../../model/controller-error.ts';
import { formatSettings } from '../../settings/format-settings.ts';
import { formatSpec, type SpecToWrite } from '../../spec/format-spec.ts';
import type { CliDoors } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';
import { isTaken, writeFile } from '../write-file.ts';

/** `vdc init`: a commented vdc.yaml with a fresh installation id, and a first spec. Never overwrites anything. */
export async function runInit({ directory }: { readonly directory: string }, doors: CliDoors): Promise<number> {
  const settingsFile = doors.files.resolve(`${directory}/vdc.yaml`);
  const specFile = doors.files.resolve(`${directory}/specs/example.yaml`);
  for (const file of [settingsFile, specFile])
    if (await isTaken(file, doors))
      throw new ControllerError(
        'INIT_EXISTS',
        `${doors.files.relative(file)} exists already and is not overwritten: ${file === settingsFile ? 'its installation id is the root of every identity made so far' : 'it may describe a VDC of a customer'}. Give another folder: vdc init FOLDER.`,
      );
  await writeFile(settingsFile, formatSettings({ installation: doors.newId() }), doors);
  await writeFile(specFile, formatSpec(firstSpec, { isExplained: true }), doors);
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
