import type { Look } from './look.ts';
import { formatTable } from './table.ts';

export interface ArrivedMail {
  readonly to: string;
  readonly subject: string;
}

/** Which mails arrived at the simulator, and for whom; nothing where none did. What stands in them is not shown. */
export function formatArrivedMails(mails: readonly ArrivedMail[], look: Look): string {
  if (mails.length === 0) return '';
  const rows = mails.map(({ to, subject }) => [to, subject]);
  const lines = formatTable([{}, { tooWide: 'wrap' }], rows, look, '  ');
  return `\nMails that arrived at the simulator, which delivers nothing:\n${lines.join('\n')}\n`;
}
