import type { MailEvent } from '../../model/customer-mail.ts';
import { closestWord } from '../../yaml/closest-word.ts';
import { showText } from '../../yaml/show-value.ts';
import type { Complaint, Span } from '../../yaml/text-problem.ts';
import type { TemplateFinding } from './parse-template.ts';
import type { Template, TemplateNode } from './template.ts';
import { isPlaceholder, isSection, PLACEHOLDERS, type Section, SECTIONS } from './vocabulary.ts';

/** What a template says that nobody could fill in, and where it gives a password away. */
export function checkNames(
  template: Template,
  event: MailEvent,
  place: 'subject' | 'body',
): readonly TemplateFinding[] {
  const visit = (nodes: readonly TemplateNode[], within: readonly Section[]): readonly TemplateFinding[] =>
    nodes.flatMap((node) => {
      if (node.kind === 'text') return [];
      if (node.kind === 'value') return found(node.span, checkValue(node.name, event, place, within));
      const { name } = node;
      if (!isSection(name)) return [...found(node.span, unknownSection(name)), ...visit(node.nodes, within)];
      return visit(node.nodes, node.isInverted ? within.filter((one) => one !== name) : [...within, name]);
    });
  return visit(template, []);
}

function checkValue(name: string, event: MailEvent, place: string, within: readonly Section[]): Complaint | undefined {
  if (!isPlaceholder(name)) return unknownPlaceholder(name);
  if (name === 'password' && event !== 'activated') return passwordIn(`the mail ${event}`);
  if (name === 'password' && place === 'subject') return passwordIn('a subject');
  const section = PLACEHOLDERS[name];
  if (section === undefined || within.includes(section)) return undefined;
  return {
    code: name === 'password' ? 'MAIL_TEMPLATE_PASSWORD' : 'MAIL_TEMPLATE_NEEDS_SECTION',
    message: `{{${name}}} stands outside of the section ${section}, and where that does not apply there is nothing to write here.`,
    suggestion: `Write {{#${section}}} before and {{/${section}}} behind the sentence.`,
  };
}

/** Which way a customer reads the mail must not decide whether he can log in. */
export function checkCredentials(template: Template, end: number): readonly TemplateFinding[] {
  const lacking = (['login', 'password'] as const).filter((name) => !everyMailHas(template, name));
  return lacking.flatMap((name) =>
    found(
      { start: end, end },
      {
        code: 'MAIL_TEMPLATE_LACKS_CREDENTIALS',
        message: `A customer whose account was just made would not read {{${name}}} here, and no other mail tells it.`,
        suggestion: 'Write {{#newPassword}}, then {{login}} and {{password}}, then {{/newPassword}}.',
      },
    ),
  );
}

/** Whether a new customer reads it with and without a portal, with and without a name. */
function everyMailHas(template: Template, name: string): boolean {
  const around: readonly (readonly Section[])[] = [[], ['portal'], ['customerName'], ['portal', 'customerName']];
  return around.every((sections) => says(template, name, new Set<string>([...sections, 'newPassword'])));
}

function says(template: Template, name: string, sections: ReadonlySet<string>): boolean {
  return template.some((node) => {
    if (node.kind === 'text') return false;
    if (node.kind === 'value') return node.name === name;
    return sections.has(node.name) !== node.isInverted && says(node.nodes, name, sections);
  });
}

function found(span: Span, complaint: Complaint | undefined): readonly TemplateFinding[] {
  return complaint === undefined ? [] : [{ span, complaint }];
}

function passwordIn(place: string): Complaint {
  return {
    code: 'MAIL_TEMPLATE_PASSWORD',
    message: `{{password}} has no place in ${place}: it belongs into the text of the mail activated, and nowhere else.`,
    suggestion: 'Remove it.',
  };
}

function unknownPlaceholder(name: string): Complaint {
  const known = Object.keys(PLACEHOLDERS);
  const meant = closestWord(name, known);
  const isOfSection = isSection(name);
  return {
    code: 'MAIL_TEMPLATE_UNKNOWN_PLACEHOLDER',
    message: isOfSection
      ? `${name} is a section, not a value: there is nothing to write here.`
      : `There is no placeholder ${showText(name)}, so the customer would read nothing here.`,
    suggestion: isOfSection
      ? `Write {{#${name}}}…{{/${name}}}.`
      : meant === undefined
        ? `Write one of ${known.join(', ')}.`
        : `Did you mean {{${meant}}}?`,
  };
}

function unknownSection(name: string): Complaint {
  const meant = closestWord(name, SECTIONS);
  return {
    code: 'MAIL_TEMPLATE_UNKNOWN_SECTION',
    message: `There is no section ${showText(name)}, so it is not known when it applies.`,
    suggestion: meant === undefined ? `Write one of ${SECTIONS.join(', ')}.` : `Did you mean {{#${meant}}}?`,
  };
}
