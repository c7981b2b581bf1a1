import { dirname } from 'node:path';
import { disk } from './machine.ts';

// Only for bundles: nobody else pays for zlib.
const zlib = () => process.getBuiltinModule('node:zlib');

/** What a small file may become: a bundle of ten thousand VDCs has some 40 MB, a file that was made to harm has no end. */
const mostBytes = 256 * 1024 * 1024;

/** The text in a packed file, or in one that somebody unpacked. Undefined when there is none. */
export async function readPackedFile(path: string): Promise<string | undefined> {
  const bytes = await readBytes(path);
  if (bytes === undefined) return undefined;
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isPacked ? await unpack(bytes) : bytes).toString('utf8');
}

/** Never half a file, and for no eyes but those of who runs us: what is packed speaks of customers. */
export async function writePackedFile(path: string, text: string): Promise<void> {
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    zlib().gzip(text, (error, packed) => (error === null ? resolve(packed) : reject(error)));
  });
  await disk().mkdir(dirname(path), { recursive: true });
  // A file that is there already keeps its rights when it is written to.
  await disk().rm(`${path}.part`, { force: true });
  await disk().writeFile(`${path}.part`, bytes, { mode: 0o600 });
  await disk().rename(`${path}.part`, path);
}

async function readBytes(path: string): Promise<Buffer | undefined> {
  try {
    return await disk().readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function unpack(bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zlib().gunzip(bytes, { maxOutputLength: mostBytes }, (error, text) =>
      error === null ? resolve(text) : reject(error),
    );
  });
}
