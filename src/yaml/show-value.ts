import { printable } from './text-lines.ts';

const LONGEST = 60;

/** A value as a message may quote it: short, on one line, nothing that steers a terminal. Never call it with a secret. */
export function showValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return showText(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'something else';
}

export function showText(text: string): string {
  return `"${printable(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)}"`;
}
