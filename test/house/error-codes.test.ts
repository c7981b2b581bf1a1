import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { docsOf } from '../../src/cli/faces/error-text.ts';
import { root, sourceFiles } from './source-files.ts';

/**
 * A code is a quoted word of at least two parts in capitals, wherever it stands: in a throw, a table, a call of
 * `refuse`, a type. What else looks like that is told apart by its place, below, so that there is no list to forget.
 */
const word = /'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g;

/** Codes of one part look like any word in capitals (`NTLM`, a column's head); only the place gives them away. */
const shortWord = /\b(?:code:|new ControllerError\(|const ([A-Z]+) =)\s*'([A-Z][A-Z0-9]*)'/g;

/** Names of environment variables are written like codes. */
const environment = /\benv(?:\[|\()\s*'[^']*'/g;

/** Where a code is only recognised: compared, or in a list that something is looked up in. Nobody gives it out there. */
const compared =
  /[!=]==\s*'[^']*'|'[^']*'\s*[!=]==|\bcase\s+'[^']*'|\[\s*(?:'[A-Z][A-Z0-9_]*'\s*,\s*)*'[A-Z][A-Z0-9_]*'\s*,?\s*\]/g;

/** What Node, undici, OpenSSL and the parsers call their failures (`ENOENT` and its like are no words of two parts). */
const foreign =
  /^(?:EAI|ERR|HPE|SQLITE|UND_ERR|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)_|^CERT_(?:CHAIN_TOO_LONG|HAS_EXPIRED|NOT_YET_VALID|REJECTED|REVOKED|SIGNATURE_FAILURE|UNTRUSTED)$|^(?:INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)$/;

/** A code that is put together from pieces is found by nobody who looks for it. */
const pieced = /[`'"][A-Z][A-Z0-9]*_(?:[A-Z0-9]+_)*[A-Z0-9]*(?:\$\{|['"]\s*\+)/g;

const sources = sourceFiles('src')
  .filter(({ path }) => !path.startsWith('src/simulator/'))
  .map(({ path, text }) => ({ path, text: text.replaceAll(environment, '') }));

const mentioned = placesOf((text) => text);
const given = placesOf((text) => text.replaceAll(compared, ''));

/** Each code with the files that name it. */
function placesOf(reduce: (text: string) => string): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, readonly string[]>();
  for (const { path, text } of sources)
    for (const code of codesIn(reduce(text)))
      if (!places.get(code)?.includes(path)) places.set(code, [...(places.get(code) ?? []), path]);
  return places;
}

function codesIn(text: string): readonly string[] {
  const long = [...text.matchAll(word)].map((match) => match[1] ?? '');
  const short = [...text.matchAll(shortWord)]
    // A constant counts when it is called what it says, as `UNEXPECTED` is.
    .filter(([, name, code]) => name === undefined || name === code)
    .map((match) => match[2] ?? '');
  return [...long, ...short].filter((code) => !foreign.test(code));
}

const file = join(root, 'docs/errors.md');
const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
const chapters = page
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ title: text.split('\n', 1)[0] ?? '', text }));
const sections = chapters.flatMap((chapter) =>
  chapter.text
    .split(/^### /m)
    .slice(1)
    .map((text) => {
      const [heading = '', ...lines] = text.split('\n');
      return { chapter: chapter.title, heading, code: /^`(\w+)`$/.exec(heading)?.[1], body: lines.join('\n').trim() };
    }),
);
const explained = new Set(sections.map(({ code }) => code ?? ''));

/** How GitHub and most others make an anchor of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');
}

describe('the codes of the program', () => {
  it('are found at all', () => {
    // One from each way in which they are written: thrown, in a table, handed to a function, returned, a constant.
    for (const code of ['STATE_LOCKED', 'YAML_UNKNOWN_TAG', 'DAY_TOO_MANY_SHRINKS', 'WORLD_MOVED', 'UNEXPECTED'])
      expect([...given.keys()]).toContain(code);
  });

  it('are each written in one piece', () => {
    expect(sources.flatMap(({ path, text }) => (text.match(pieced) ?? []).map((code) => `${path}: ${code}`))).toEqual(
      [],
    );
  });

  it('are compared only with those that somebody gives', () => {
    expect(listed(mentioned, (code) => !given.has(code))).toEqual([]);
  });
});

describe('docs/errors.md', () => {
  it('explains every code that the program can give', () => {
    expect(listed(given, (code) => !explained.has(code))).toEqual([]);
  });

  it('explains no code that is gone', () => {
    expect([...explained].filter((code) => !given.has(code))).toEqual([]);
  });

  it('explains each once', () => {
    const codes = sections.map(({ code }) => code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  it('says of each what it means, then what to do', () => {
    const short = sections.filter(({ body }) => !/^[A-Z`][\s\S]{20,}?\n\n\*\*Do:\*\* \S[\s\S]{9,}/.test(body));
    expect(short.map(({ heading }) => heading)).toEqual([]);
  });

  it('has the anchors that errors point to', () => {
    const lost = sections.filter(
      ({ code, heading }) => code === undefined || docsOf(code) !== `docs/errors.md#${anchorOf(heading)}`,
    );
    expect(lost.map(({ heading }) => heading)).toEqual([]);
  });

  it('leads nowhere that does not exist', () => {
    const links = [...page.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter(([, name = '', anchor]) => !leadsSomewhere(name, anchor)).map(([link]) => link)).toEqual([]);
  });
});

function leadsSomewhere(name: string, anchor: string | undefined): boolean {
  const target = name === '' ? file : join(root, 'docs', name);
  if (!existsSync(target)) return false;
  const headings = readFileSync(target, 'utf8').matchAll(/^#+ (.+)$/gm);
  return anchor === undefined || [...headings].some((match) => anchorOf(match[1] ?? '') === anchor);
}

function listed(codes: ReadonlyMap<string, readonly string[]>, isMeant: (code: string) => boolean): readonly string[] {
  return [...codes]
    .filter(([code]) => isMeant(code))
    .map(([code, paths]) => `${code}, in ${paths.join(', ')}`)
    .sort();
}
