import type { Template } from './template.ts';
import type { Placeholder, Section } from './vocabulary.ts';

/** What the gaps are filled with. */
export interface TemplateValues {
  readonly values: Readonly<Record<Placeholder, string>>;
  readonly sections: Readonly<Record<Section, boolean>>;
}

/**
 * The template with its gaps filled. Each value goes through `escape` and is never read as a template itself, whatever it
 * holds. Wants a template that was checked: a name that nobody knows is left out.
 */
export function renderTemplate(template: Template, filling: TemplateValues, escape: (value: string) => string): string {
  return template
    .map((node) => {
      if (node.kind === 'text') return node.text;
      if (node.kind === 'value') return escape(filling.values[node.name as Placeholder] ?? '');
      const isOn = filling.sections[node.name as Section] !== node.isInverted;
      return isOn ? renderTemplate(node.nodes, filling, escape) : '';
    })
    .join('');
}

export function asText(value: string): string {
  return value;
}

/** For text and for attributes in quotes alike. */
export function asHtml(value: string): string {
  return value.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
