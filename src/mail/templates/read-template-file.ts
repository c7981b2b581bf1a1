import type { MailEvent } from '../../model/customer-mail.ts';
import { decodeText } from '../../yaml/decode-text.ts';
import { indexLines, problemAt } from '../../yaml/text-lines.ts';
import type { TextProblem } from '../../yaml/text-problem.ts';
import { checkCredentials, checkNames } from './check-template.ts';
import { parseTemplate, type TemplateFinding } from './parse-template.ts';
import type { Template } from './template.ts';

/** What a file of the folder holds. `subject` is absent in HTML. */
export interface TemplateFile {
  readonly subject?: Template;
  readonly body: Template;
}

/** One file as templates, and everything that is wrong with it. Never throws. */
export function readTemplateFile(
  bytes: Uint8Array,
  event: MailEvent,
  form: 'txt' | 'html',
): { readonly file?: TemplateFile; readonly problems: readonly TextProblem[] } {
  const decoded = decodeText(bytes);
  if ('problem' in decoded) return { problems: [decoded.problem] };
  // One kind of line break inside; mail has its own outside.
  const text = decoded.text.replaceAll('\r\n', '\n');
  const subject = form === 'txt' ? readSubject(text, event) : undefined;
  const body = parseTemplate(text, { start: subject?.bodyStart ?? 0, end: text.length });
  const names = checkNames(body.template, event, 'body');
  // Where it is not known which section something belongs to, nothing can be said about who reads it.
  const isClear = [...body.findings, ...names].every(
    ({ complaint }) => !/_(?:TEMPLATE|UNKNOWN)_SECTION$/.test(complaint.code),
  );
  const credentials = event === 'activated' && isClear ? checkCredentials(body.template, text.trimEnd().length) : [];
  const findings = [...(subject?.findings ?? []), ...body.findings, ...names, ...credentials];
  const lines = indexLines(text);
  const problems = findings
    .toSorted((one, other) => one.span.start - other.span.start)
    .map(({ span, complaint }) => problemAt(lines, span, complaint));
  return { file: { ...(subject && { subject: subject.template }), body: body.template }, problems };
}

function readSubject(
  text: string,
  event: MailEvent,
): { readonly template: Template; readonly bodyStart: number; readonly findings: readonly TemplateFinding[] } {
  const firstEnd = text.indexOf('\n') === -1 ? text.length : text.indexOf('\n');
  const [before] = /^Subject:[ \t]*/i.exec(text.slice(0, firstEnd)) ?? [];
  if (before === undefined || text.slice(before.length, firstEnd).trim() === '')
    return { template: [], bodyStart: before === undefined ? 0 : firstEnd, findings: [noSubject(firstEnd)] };
  const { template, findings } = parseTemplate(text, { start: before.length, end: firstEnd });
  // The empty line below it belongs to neither.
  const bodyStart = firstEnd + (/^\n+/.exec(text.slice(firstEnd))?.[0].length ?? 0);
  return { template, bodyStart, findings: [...findings, ...checkNames(template, event, 'subject')] };
}

function noSubject(end: number): TemplateFinding {
  return {
    span: { start: 0, end: Math.max(1, end) },
    complaint: {
      code: 'MAIL_TEMPLATE_SUBJECT_MISSING',
      message: 'The first line says no subject, and a mail without one looks like none of ours.',
      suggestion: 'Let the file begin with a line like `Subject: Your virtual data center {{vdc}} is ready`.',
    },
  };
}
