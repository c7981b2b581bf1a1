import { loadTemplates } from '../mail/templates/load-templates.ts';
import type { CliDoors } from './doors.ts';

/** The wording of the mails: what stands in the folder, or the built-in one where none is named. */
export async function readWording(
  folder: string | undefined,
  doors: Pick<CliDoors, 'readTemplateFolder'>,
): Promise<ReturnType<typeof loadTemplates>> {
  return loadTemplates(folder === undefined ? undefined : await doors.readTemplateFolder(folder));
}
