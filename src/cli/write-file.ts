import { ControllerError } from '../model/controller-error.ts';
import type { CliDoors } from './doors.ts';

/** Writes what a command was asked to write. A folder that refuses it is told as such: it is no fault of the program. */
export async function writeFile(file: string, text: string, doors: Pick<CliDoors, 'files'>): Promise<void> {
  await doors.files.write(file, text).catch((cause: unknown) => {
    throw unwritable(file, doors, cause);
  });
}

/** The same, packed. */
export async function writePackedFile(
  file: string,
  text: string,
  doors: Pick<CliDoors, 'files' | 'packedFiles'>,
): Promise<void> {
  await doors.packedFiles.write(file, text).catch((cause: unknown) => {
    throw unwritable(file, doors, cause);
  });
}

/** Whether something stands there already. What cannot be looked at may be something, so then it throws. */
export async function isTaken(file: string, doors: Pick<CliDoors, 'files'>): Promise<boolean> {
  const text = await doors.files.read(file).catch((cause: unknown) => {
    throw unwritable(file, doors, cause);
  });
  return text !== undefined;
}

function unwritable(file: string, doors: Pick<CliDoors, 'files'>, cause: unknown): ControllerError {
  return new ControllerError(
    'FILE_UNWRITABLE',
    `${doors.files.relative(file)} cannot be written, so what was asked for is not there. Look at its folder, its rights and the room on the disk, or name another place.`,
    { cause },
  );
}
