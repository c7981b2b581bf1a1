import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../house/source-files.ts';

export function deployFile(path: string): string {
  return readFileSync(join(root, 'deploy', path), 'utf8');
}

/** Every file of deploy/, and the page that tells how they are used. */
export const deployTexts: readonly { readonly path: string; readonly text: string }[] = [
  ...readdirSync(join(root, 'deploy'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/')),
  'docs/operation.md',
].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** The words after the program, wherever a file has it called: in code, in a unit, in a list of arguments. */
export function callsIn(text: string): readonly (readonly string[])[] {
  const written = [
    ...text.matchAll(/^ExecStart=\S*\/vdc (.+)$/gm),
    ...text.matchAll(/vdc\.mjs\\?" (.+?)(?:<\/arguments>|"$)/gm),
    ...text.matchAll(/`vdc ([^`]+)`/g),
    ...text.matchAll(/^\s*vdc (.+?)(?: {3,}.*)?$/gm),
  ].map(([, words = '']) => words.split(/\s+/));
  const listed = [...text.matchAll(/^\s*(?:CMD|args:) \[(.+)\]$/gm)].map(([, words = '']) =>
    words.split(/,\s*/).map((word) => word.replaceAll('"', '')),
  );
  return [...written, ...listed];
}
