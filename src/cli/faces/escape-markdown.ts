import { neutralise, neutraliseMessage } from './safe-text.ts';

// What Markdown or the HTML in it gives a meaning, the start of a link, and nothing else: the source stays readable.
const MEANINGFUL = /[&<>\\`*_[\]|~$^]|:(?=\/\/)|(?<=www)\./giu;
// Written like this, GitHub and GitLab tell somebody (@name) or link an issue, a merge request, a label (#1 !1 ~label).
const REFERENCE = /[@#!~$%&](?=[\p{L}\p{N}_"])/gu;
const BOTH = new RegExp(`(${REFERENCE.source})|${MEANINGFUL.source}`, 'giu');

const ZERO_WIDTH_SPACE = '&#8203;';

/** Running text from outside inside a paragraph, a list or a table: shown as it is, without any effect. */
export function escapeMarkdown(raw: string): string {
  return neutraliseMessage(raw).replace(BOTH, (character, reference: string | undefined) =>
    reference === undefined ? entity(character) : entity(character) + ZERO_WIDTH_SPACE,
  );
}

/** A name or value from outside in the look of code; nothing in it is changed, so it can be copied. */
export function markdownCode(raw: string): string {
  return `<code>${neutralise(raw).replace(MEANINGFUL, entity)}</code>`;
}

/** A block of lines shown as they are. The fence is longer than any run of backticks in them. */
export function markdownFence(language: string, lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/gu) ?? []).map((run) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${lines.join('\n')}\n${fence}`;
}

function entity(character: string): string {
  return `&#${character.codePointAt(0) ?? 0};`;
}
