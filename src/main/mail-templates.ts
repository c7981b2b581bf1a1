import type { TemplateFolder } from '../mail/templates/load-templates.ts';
import { disk, shown } from './machine.ts';

/** No wording is larger; one byte more shows that there is more. */
const MOST_BYTES = 1024 * 1024 + 1;

/** The text and HTML files of a folder, byte for byte. What is there and cannot be read is told as such; throws where the folder itself cannot be read. */
export async function readTemplateFolder(folder: string): Promise<TemplateFolder> {
  const names = await namesIn(folder);
  if (names === undefined) return { folder: shown(folder), files: undefined };
  const files = names
    .filter((name) => /\.(?:txt|html?)$/i.test(name))
    .map(async (name) => ({ name, bytes: await readBytes(`${folder}/${name}`) }));
  return { folder: shown(folder), files: await Promise.all(files) };
}

async function namesIn(folder: string): Promise<readonly string[] | undefined> {
  try {
    return await disk().readdir(folder);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const { ControllerError } = await import('../model/controller-error.ts');
    throw new ControllerError(
      'MAIL_TEMPLATES_UNREADABLE',
      `The folder ${shown(folder)} cannot be read (${code ?? 'no reason given'}), and mail.templates names it; so it is not known how mails are worded. Make it readable for this user.`,
      { cause },
    );
  }
}

async function readBytes(path: string): Promise<Uint8Array | 'unreadable'> {
  try {
    const handle = await disk().open(path);
    try {
      if (!(await handle.stat()).isFile()) return 'unreadable';
      const room = new Uint8Array(MOST_BYTES);
      let length = 0;
      for (let count = 1; count > 0 && length < MOST_BYTES; length += count)
        ({ bytesRead: count } = await handle.read(room, length, MOST_BYTES - length, length));
      return room.slice(0, length);
    } finally {
      await handle.close();
    }
  } catch {
    return 'unreadable'; // told with the name of the file, as a problem
  }
}
