import type { Complaint, Span } from '../../yaml/text-problem.ts';
import type { Template, TemplateNode } from './template.ts';

/** A complaint at its place in the text. */
export interface TemplateFinding {
  readonly span: Span;
  readonly complaint: Complaint;
}

interface Tag {
  readonly sign: '' | '#' | '^' | '/';
  readonly name: string;
  readonly span: Span;
}

/** A section that is not closed yet. */
interface Open {
  readonly tag: Tag;
  readonly nodes: TemplateNode[];
}

/**
 * A part of a text as a template. It is a strict subset of Mustache: placeholders and sections, nothing else, and what is no
 * tag of that kind is complained of instead of being taken for text. Never throws; a template with findings is not to be used.
 */
export function parseTemplate(
  text: string,
  part: Span,
): { readonly template: Template; readonly findings: readonly TemplateFinding[] } {
  const findings: TemplateFinding[] = [];
  const top: TemplateNode[] = [];
  const open: Open[] = [];
  const add = (node: TemplateNode) => void (open.at(-1)?.nodes ?? top).push(node);
  const addText = (start: number, end: number) => {
    if (end > start) add({ kind: 'text', text: text.slice(start, end) });
  };
  let done = part.start;
  for (const { tag, finding, span } of tagsIn(text, part)) {
    const around = tag !== undefined && tag.sign !== '' ? wholeLine(text, span, part) : span;
    addText(done, Math.max(done, around.start));
    done = around.end;
    if (tag === undefined) findings.push(...(finding ? [{ span, complaint: finding }] : []));
    else if (tag.sign === '') add({ kind: 'value', name: tag.name, span });
    else if (tag.sign === '/') findings.push(...close(tag, open, add));
    else open.push({ tag, nodes: [] });
  }
  addText(done, part.end);
  // What stands in a section without an end is looked at all the same.
  findings.push(...endDownTo(0, open, add));
  return { template: top, findings };
}

function* tagsIn(text: string, part: Span): Generator<{ tag?: Tag; finding?: Complaint; span: Span }> {
  for (let start = text.indexOf('{{', part.start); start !== -1 && start < part.end;) {
    const [whole = '', inner] = /^\{\{([^\n]*?)\}\}/.exec(text.slice(start, part.end)) ?? [];
    const span = { start, end: start + (whole.length || 2) };
    const [, sign, name] = /^\s*([#^/]?)\s*([A-Za-z][A-Za-z0-9]*)\s*$/.exec(inner ?? '') ?? [];
    if (inner === undefined) yield { finding: neverEnds, span };
    else if (name === undefined) yield { finding: noTag, span };
    else yield { tag: { sign: sign as Tag['sign'], name, span }, span };
    start = text.indexOf('{{', span.end);
  }
}

/** Ends the innermost section, if this is its end. A name that another one out there has ends those in between too, each with a finding. */
function close(tag: Tag, open: Open[], add: (node: TemplateNode) => void): readonly TemplateFinding[] {
  const at = open.findLastIndex(({ tag: { name } }) => name === tag.name);
  if (at === -1) return [{ span: tag.span, complaint: neverOpened(tag) }];
  const findings = endDownTo(at + 1, open, add);
  endInnermost(open, add);
  return findings;
}

function endDownTo(depth: number, open: Open[], add: (node: TemplateNode) => void): readonly TemplateFinding[] {
  const findings: TemplateFinding[] = [];
  while (open.length > depth) {
    const tag = endInnermost(open, add);
    if (tag !== undefined) findings.push({ span: tag.span, complaint: unclosed(tag) });
  }
  return findings;
}

function endInnermost(open: Open[], add: (node: TemplateNode) => void): Tag | undefined {
  const ended = open.pop();
  if (ended === undefined) return undefined;
  const { name, sign, span } = ended.tag;
  add({ kind: 'section', name, isInverted: sign === '^', nodes: ended.nodes, span });
  return ended.tag;
}

/** Where nothing else stands on the line of a section's tag, the line goes with it: otherwise each would leave an empty one. */
function wholeLine(text: string, span: Span, part: Span): Span {
  const lineStart = Math.max(part.start, text.lastIndexOf('\n', span.start - 1) + 1);
  const lineEnd = text.indexOf('\n', span.end);
  const end = lineEnd === -1 || lineEnd >= part.end ? part.end : lineEnd + 1;
  const isAlone = text.slice(lineStart, span.start).trim() === '' && text.slice(span.end, end).trim() === '';
  return isAlone ? { start: lineStart, end } : span;
}

const neverEnds: Complaint = {
  code: 'MAIL_TEMPLATE_SYNTAX',
  message: 'A placeholder begins here and does not end on this line.',
  suggestion: 'Write }} behind its name.',
};
const noTag: Complaint = {
  code: 'MAIL_TEMPLATE_SYNTAX',
  message:
    'Between {{ and }} stands a name, with # or ^ before it where a section begins and / where it ends; nothing else is known.',
  suggestion: 'Write it as {{vdc}} or {{#portal}}…{{/portal}}. Values are escaped in HTML by themselves.',
};

function unclosed({ sign, name }: Tag): Complaint {
  return {
    code: 'MAIL_TEMPLATE_SECTION',
    message: `The section {{${sign}${name}}} is not closed before what is around it ends, so it is not known what belongs to it.`,
    suggestion: `Write {{/${name}}} where it ends.`,
  };
}

function neverOpened({ name }: Tag): Complaint {
  return {
    code: 'MAIL_TEMPLATE_SECTION',
    message: `Here ends a section ${name} that was not begun.`,
    suggestion: `Remove it, or write {{#${name}}} where it begins.`,
  };
}
