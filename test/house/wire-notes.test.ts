import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultAuthKnobs } from '../../src/simulator/auth/auth-knobs.ts';
import { knobNames } from '../../src/simulator/knobs/knobs.ts';
import { root, sourceFiles, type SourceFile } from './source-files.ts';

interface Reference {
  readonly page: string;
  /** Empty where none is named. */
  readonly section: string;
}

const docs: readonly SourceFile[] = readdirSync(join(root, 'docs'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((file) => ({ path: relative(root, file).replaceAll('\\', '/'), text: readFileSync(file, 'utf8') }));

const pages = new Map(
  docs
    .filter(({ path }) => path.startsWith('docs/wire/'))
    .map(({ path, text }) => [path.slice('docs/wire/'.length, -'.md'.length), text]),
);

function sectionsOf(page: string): readonly string[] {
  return [...(pages.get(page) ?? '').matchAll(/^#{2,4} (\d+(?:\.\d+)*)\.? \S/gm)].map(([, section = '']) => section);
}

/** All that stands behind `wire:`: a page and its sections, further ones after commas, wherever a comment breaks its lines. */
function referencesIn(text: string): readonly Reference[] {
  const flat = text.replaceAll(/\s*\n\s*(?:\*|\/\/)?\s*/g, ' ');
  const lists = flat.matchAll(/\bwire: ([a-z][a-z-]+ \d+(?:\.\d+)*(?:, (?:[a-z][a-z-]+ )?\d+(?:\.\d+)*)*)/g);
  const named = [...lists].flatMap(([, list = '']) => {
    let page = '';
    return list.split(', ').map((item) => {
      const [first = '', second] = item.split(' ');
      if (second !== undefined) page = first;
      return { page, section: second ?? first };
    });
  });
  const vague = [...flat.matchAll(/\bwire: ([a-z-]+)\b(?! \d)/g)].flatMap(([, page = '']) =>
    pages.has(page) ? [{ page, section: '' }] : [],
  );
  return [...named, ...vague];
}

/** What is wrong with it and what to do; nothing when it leads somewhere. */
function complaint({ page, section }: Reference): string | undefined {
  if (!pages.has(page))
    return `there is no docs/wire/${page}.md: name one of ${[...pages.keys()].join(', ')}, or write the page`;
  if (section === '') return `"${page}" has many sections: name the one that says it, such as "${page} 1"`;
  if (sectionsOf(page).includes(section)) return undefined;
  return `docs/wire/${page}.md has no section ${section}: name the one that says it, or write down there what is known and how surely`;
}

/** Written in pieces, since this file is read as well. */
const comment = (list: string): string => ['/** Why (wire', `${list}). */`].join(': ');

describe('the wire notes', () => {
  it('have every section that a comment or a page refers to', () => {
    const lost = [...sourceFiles('src'), ...sourceFiles('test'), ...docs].flatMap(({ path, text }) =>
      referencesIn(text).flatMap((reference) => {
        const wrong = complaint(reference);
        return wrong === undefined ? [] : [`${path}: ${wrong}`];
      }),
    );
    expect(lost).toEqual([]);
  });

  it('number each section of a page once', () => {
    for (const page of pages.keys()) {
      const sections = sectionsOf(page);
      expect([page, sections]).toEqual([page, [...new Set(sections)]]);
    }
  });

  it('name no knob that the simulator lacks', () => {
    const auth = defaultAuthKnobs();
    const known = new Set<string>([
      ...knobNames(),
      ...Object.keys(auth).map((name) => `authKnobs.${name}`),
      ...[auth.adfs, auth.windows, auth.tenant].flatMap(Object.keys).map((name) => `authKnobs.<site>.${name}`),
      ...Object.keys(auth.windows).map((name) => `authKnobs.windows.${name}`),
      ...Object.keys(auth.tenant).map((name) => `authKnobs.tenant.${name}`),
    ]);
    const gone = knobsNamed().filter(({ knob }) => !known.has(knob));
    expect(gone.map(({ page, knob }) => `docs/wire/${page}.md names the knob ${knob}, which is gone`)).toEqual([]);
  });

  it('say of every knob of the table what is not established there', () => {
    const named = new Set(knobsNamed().map(({ knob }) => knob));
    const lost = knobNames().filter((knob) => !named.has(knob));
    const cure = 'give it a line under "Not established" of the page in docs/wire that its system is on';
    expect(lost.map((knob) => `${knob}: ${cure}`)).toEqual([]);
  });

  it('are found by comments of any form', () => {
    expect(referencesIn(comment('admin-api 1, 4.2, authentication 11'))).toEqual([
      { page: 'admin-api', section: '1' },
      { page: 'admin-api', section: '4.2' },
      { page: 'authentication', section: '11' },
    ]);
    expect(referencesIn(comment('admin-api\n * 6.3'))).toEqual([{ page: 'admin-api', section: '6.3' }]);
    expect(referencesIn(comment('vm-clouds, above'))).toEqual([{ page: 'vm-clouds', section: '' }]);
    expect(referencesIn(comment('WireObject, index: number'))).toEqual([]);
  });

  it.each([
    [{ page: 'nowhere', section: '1' }, 'there is no docs/wire/nowhere.md'],
    [{ page: 'admin-api', section: '' }, 'name the one that says it'],
    [{ page: 'admin-api', section: '6.99' }, 'docs/wire/admin-api.md has no section 6.99'],
  ])('complain of %j', (reference, wrong) => {
    expect(complaint(reference)).toContain(wrong);
  });
});

/** Every knob in the column of that name, on whichever page. */
function knobsNamed(): readonly { readonly page: string; readonly knob: string }[] {
  return [...pages].flatMap(([page, text]) => {
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    const from = rows.findIndex((row) => row.split('|')[3]?.trim() === 'knob');
    if (from === -1) return [];
    const cells = rows.slice(from + 2).filter((row) => row.split('|').length === 6);
    return cells.flatMap((row) =>
      [...(row.split('|')[3] ?? '').matchAll(/`([^`]+)`/g)].map(([, knob = '']) => ({ page, knob })),
    );
  });
}
