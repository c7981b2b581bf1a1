import type { MailEvent } from '../../model/customer-mail.ts';
import type { Problem } from '../../model/problem.ts';
import { closestWord } from '../../yaml/closest-word.ts';
import { showText } from '../../yaml/show-value.ts';
import type { Complaint } from '../../yaml/text-problem.ts';
import { builtInTemplates } from './built-in-templates.ts';
import { readTemplateFile, type TemplateFile } from './read-template-file.ts';
import type { EventTemplates, MailTemplates } from './template.ts';
import { EVENTS } from './vocabulary.ts';

/** What stands in the folder of `mail.templates`, subfolders left out. */
export interface TemplateFolder {
  /** As problems shall name it. */
  readonly folder: string;
  /** Undefined when there is no such folder. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array | 'unreadable' }[] | undefined;
}

/**
 * The wording of every event: the provider's own where the folder has it, the built-in one otherwise. `templates` is absent
 * when any problem is an error: half a wording is none. Never throws.
 */
export function loadTemplates(source: TemplateFolder | undefined): {
  readonly templates?: MailTemplates;
  readonly problems: readonly Problem[];
} {
  if (source === undefined) return { templates: builtInTemplates(), problems: [] };
  if (source.files === undefined) return { problems: [whole(source.folder, missingFolder)] };
  const problems: Problem[] = [];
  const own = new Map<string, TemplateFile>();
  for (const { name, bytes } of source.files.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const file = `${source.folder}/${name}`;
    const meant = meaningOf(name);
    if (meant === undefined) problems.push(...strangers(file, name));
    else if (bytes === 'unreadable') problems.push(whole(file, unreadable));
    else {
      const read = readTemplateFile(bytes, meant.event, meant.form);
      problems.push(...read.problems.map((problem) => ({ ...problem, file })));
      if (read.file !== undefined) own.set(name, read.file);
    }
  }
  const names = new Set(source.files.map(({ name }) => name));
  problems.push(...EVENTS.flatMap((event) => halves(event, names, source.folder)));
  problems.sort(byPlace);
  if (problems.some(({ severity }) => severity === 'error')) return { problems };
  const builtIn = builtInTemplates();
  return {
    templates: Object.fromEntries(EVENTS.map((event) => [event, choose(event, own, builtIn[event])])) as MailTemplates,
    problems,
  };
}

function choose(event: MailEvent, own: ReadonlyMap<string, TemplateFile>, builtIn: EventTemplates): EventTemplates {
  const text = own.get(`${event}.txt`);
  const html = own.get(`${event}.html`);
  return {
    subject: text?.subject ?? builtIn.subject,
    text: text?.body ?? builtIn.text,
    html: html?.body ?? builtIn.html,
    isBuiltIn: text === undefined && html === undefined,
  };
}

function meaningOf(name: string): { readonly event: MailEvent; readonly form: 'txt' | 'html' } | undefined {
  const [, stem, form] = /^(.+)\.(txt|html)$/.exec(name) ?? [];
  const event = EVENTS.find((one) => one === stem);
  return event === undefined ? undefined : { event, form: form as 'txt' | 'html' };
}

/** A name that is nearly one of ours was meant to be one; pictures and notes may lie there too. */
function strangers(file: string, name: string): readonly Problem[] {
  if (!/\.(?:txt|html?)$/i.test(name)) return [];
  const known = EVENTS.flatMap((event) => [`${event}.txt`, `${event}.html`]);
  const meant = closestWord(name, known);
  const complaint: Complaint = {
    code: 'MAIL_TEMPLATE_UNKNOWN_FILE',
    severity: 'warning',
    message: `No event is called ${showText(name.replace(/\.[^.]*$/, ''))}, so this file is never used.`,
    suggestion:
      meant === undefined ? `The events are ${EVENTS.join(', ')}, each as .txt and .html.` : `Did you mean ${meant}?`,
  };
  return [whole(file, complaint)];
}

/** Those who read HTML and those who do not would be told in two languages. */
function halves(event: MailEvent, names: ReadonlySet<string>, folder: string): readonly Problem[] {
  const [text, html] = [`${event}.txt`, `${event}.html`];
  if (names.has(text) === names.has(html)) return [];
  const [there, lacking] = names.has(text) ? [text, html] : [html, text];
  return [
    whole(`${folder}/${there}`, {
      code: 'MAIL_TEMPLATE_HALF',
      severity: 'warning',
      message: `There is no ${lacking} beside it, so that part of the mail is the built-in English one, and the two parts say it differently.`,
      suggestion: `Write ${lacking} as well.`,
    }),
  ];
}

function byPlace(one: Problem, other: Problem): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}

function whole(file: string, complaint: Complaint): Problem {
  return { severity: 'error', ...complaint, file, line: 1, column: 1 };
}

const missingFolder: Complaint = {
  code: 'MAIL_TEMPLATES_MISSING',
  message: 'There is no such folder, and mail.templates names it; customers would get a wording that nobody chose.',
  suggestion: 'Correct mail.templates, or remove it for the built-in wording.',
};
const unreadable: Complaint = {
  code: 'MAIL_TEMPLATE_UNREADABLE',
  message: 'This file cannot be read, and what cannot be read must not look like what is not there.',
  suggestion: 'Make it a file that this user may read.',
};
