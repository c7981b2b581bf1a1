import { activated } from './built-in/activated.ts';
import { deleted } from './built-in/deleted.ts';
import { deletionScheduled } from './built-in/deletion-scheduled.ts';
import { resumed } from './built-in/resumed.ts';
import { suspended } from './built-in/suspended.ts';
import { parseTemplate } from './parse-template.ts';
import type { EventTemplates, MailTemplates, Template } from './template.ts';

/** One event in English, as its two files would be. */
export interface BuiltIn {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What stands in the files `vdc mail` would show; for whoever wants to begin with them. */
export const BUILT_IN: Readonly<Record<keyof MailTemplates, BuiltIn>> = {
  activated,
  suspended,
  resumed,
  'deletion-scheduled': deletionScheduled,
  deleted,
};

let parsed: MailTemplates | undefined;

export function builtInTemplates(): MailTemplates {
  return (parsed ??= {
    activated: parse(activated),
    suspended: parse(suspended),
    resumed: parse(resumed),
    'deletion-scheduled': parse(deletionScheduled),
    deleted: parse(deleted),
  });
}

function parse({ subject, text, html }: BuiltIn): EventTemplates {
  return { subject: template(subject), text: template(text), html: template(html), isBuiltIn: true };
}

function template(text: string): Template {
  return parseTemplate(text, { start: 0, end: text.length }).template;
}
