import { open } from 'node:fs/promises';
import { ControllerError } from '../../../../../model/controller-error.ts';
import { MAX_TOKEN_BYTES, tokenText } from './token-text.ts';

/** What stands in the file now. Throws `TOKEN_FILE_UNREADABLE`. */
export async function tokenFromFile(file: string): Promise<string> {
  try {
    const handle = await open(file, 'r');
    try {
      const buffer = Buffer.alloc(MAX_TOKEN_BYTES + 1);
      let length = 0;
      for (;;) {
        const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
        length += bytesRead;
        if (bytesRead === 0 || length > MAX_TOKEN_BYTES) break;
      }
      if (length > MAX_TOKEN_BYTES) throw unreadable(file, 'it is too large for a token');
      return tokenText(buffer.subarray(0, length));
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof ControllerError) throw cause;
    throw unreadable(file, (cause as NodeJS.ErrnoException).code ?? 'unknown error', cause);
  }
}

function unreadable(file: string, why: string, cause?: unknown): ControllerError {
  return new ControllerError(
    'TOKEN_FILE_UNREADABLE',
    `The token file ${file} cannot be read (${why}), so the Admin API cannot be asked anything. Check the path, and that this user may read it.`,
    { cause, retry: 'later', details: { file } },
  );
}
