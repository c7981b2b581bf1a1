import { escapeHtml } from './escape-html.ts';

/** What the preview knows of one mail. */
export interface PreviewedMail {
  readonly event: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Each mail as a text reader shows it; a headline where there are several. */
export function formatMailText(mails: readonly PreviewedMail[]): string {
  const blocks = mails.map(({ event, from, to, subject, text }) => {
    const headline = mails.length > 1 ? `=== ${event} ===\n` : '';
    return `${headline}From: ${from}\nTo: ${to}\nSubject: ${subject}\n\n${text.trimEnd()}\n`;
  });
  return blocks.join('\n\n');
}

/** The page of one mail, or all on one page, each in a frame of its own so that their styles do not mix. */
export function formatMailHtml(mails: readonly PreviewedMail[]): string {
  const [first, ...others] = mails;
  if (first !== undefined && others.length === 0) return first.html;
  const frames = mails.map(
    ({ event, subject, html }) =>
      `<h2>${escapeHtml(event)}</h2>\n<p>Subject: ${escapeHtml(subject)}</p>\n<iframe sandbox title="${escapeHtml(event)}" srcdoc="${escapeHtml(html)}" style="width:100%;height:640px;border:1px solid #ccc"></iframe>`,
  );
  return `<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Mails to customers</title></head>\n<body style="font-family:sans-serif">\n${frames.join('\n')}\n</body>\n</html>\n`;
}
