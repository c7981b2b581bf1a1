import { neutralise } from './safe-text.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text from outside for the content of an element or a quoted attribute; invisible characters are shown as escapes. */
export function escapeHtml(raw: string): string {
  return neutralise(raw).replaceAll(/[&<>"']/gu, (character) => ENTITIES[character] ?? '');
}
