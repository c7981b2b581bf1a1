import { onTestFinished } from 'vitest';
import { createMailer } from '../../src/mail/create-mailer.ts';
import type { MailAnswer, Mailer } from '../../src/mail/mailer.ts';
import type { MailerOptions } from '../../src/mail/mailer-options.ts';
import { builtInTemplates } from '../../src/mail/templates/built-in-templates.ts';

export const SENT_AT_MS = Date.UTC(2026, 10, 24, 10, 4, 11);

/** A mailer for the test that asks, closed with it. */
export function mailerTo(url: string, options: Partial<MailerOptions> = {}): Mailer {
  const mailer = createMailer({
    url,
    startTls: 'required',
    from: 'Cloud <cloud@provider.example>',
    templates: builtInTemplates(),
    language: 'en',
    portal: 'https://portal.example/?a=1&b=2',
    now: () => SENT_AT_MS,
    ...options,
  });
  onTestFinished(() => mailer.close());
  return mailer;
}

export const never = new AbortController().signal;

export function codeOf(answer: MailAnswer): string {
  return answer.kind === 'accepted' ? 'accepted' : answer.code;
}
