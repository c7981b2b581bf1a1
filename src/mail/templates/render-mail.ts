import type { CustomerMail } from '../../model/customer-mail.ts';
import { fillInMail, type MailContext, oneLine } from './fill-in-mail.ts';
import { asHtml, asText, renderTemplate } from './render-template.ts';
import type { MailTemplates } from './template.ts';

/** A mail in words. Holds the password where it is the mail that carries it: never show it in a log. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** BCP 47 tag of what it is written in. */
  readonly language: string;
}

/** Puts the mail into the words of its event. */
export function renderMail(mail: CustomerMail, templates: MailTemplates, context: MailContext): RenderedMail {
  const { subject, text, html, isBuiltIn } = templates[mail.event];
  // The built-in wording is English; a date in it, and what the header says, must be too.
  const language = isBuiltIn && !/^en(?:-|$)/i.test(context.language) ? 'en' : context.language;
  const filling = fillInMail(mail, { ...context, language });
  return {
    subject: oneLine(renderTemplate(subject, filling, asText)),
    text: renderTemplate(text, filling, asText),
    html: renderTemplate(html, filling, asHtml),
    language,
  };
}
