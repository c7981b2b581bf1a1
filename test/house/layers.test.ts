import { describe, expect, it } from 'vitest';
import { importsOf, sourceFiles } from './source-files.ts';

/**
 * Who may import whom, nearest folder first: a file belongs to the first floor whose `in` it begins with. Packages are
 * named as they are imported; `node:` stands for all of Node.
 */
const floors: readonly { readonly in: string; readonly may: readonly string[]; readonly instead: string }[] = [
  { in: 'src/main.ts', may: ['src/', 'node:'], instead: '' },
  // The rooms of main.ts: like it, they build adapters, and nobody else may import them.
  { in: 'src/main/', may: ['src/', 'node:'], instead: '' },
  { in: 'src/model/', may: ['src/model/'], instead: 'model/ holds nouns only: move what acts to the floor that acts' },
  {
    in: 'src/providers/provider.ts',
    may: ['src/model/', 'src/providers/vm-provider.ts'],
    instead: 'a doorway is types and a promise',
  },
  doorway('src/providers/vm-provider.ts'),
  doorway('src/providers/account-provider.ts'),
  doorway('src/sources/spec-source.ts'),
  doorway('src/state/state-store.ts'),
  doorway('src/mail/mailer.ts'),
  {
    in: 'src/yaml/',
    may: ['src/model/', 'src/yaml/', 'yaml'],
    instead: 'reading YAML is pure: hand in what it needs',
  },
  {
    in: 'src/spec/',
    may: ['src/model/', 'src/spec/', 'src/yaml/', 'src/sources/spec-source.ts', 'yaml'],
    instead: 'specs are read purely: bytes and hashes come in with the snapshot',
  },
  {
    in: 'src/planner/',
    may: ['src/model/', 'src/planner/'],
    instead: 'the planner is pure: hand it in as an argument',
  },
  {
    in: 'src/settings/',
    may: ['src/model/', 'src/settings/', 'src/yaml/', 'yaml', 'node:path'],
    instead: 'settings hand out one validated value; files and environment are read by main.ts',
  },
  {
    in: 'src/executor/',
    may: ['src/model/', 'src/planner/', 'src/executor/', ...doorways(), 'node:assert'],
    instead: 'the executor knows adapters only by their doorway',
  },
  {
    in: 'src/reconciler/',
    may: ['src/model/', 'src/spec/', 'src/planner/', 'src/executor/', 'src/reconciler/', ...doorways()],
    instead: 'the reconciler knows adapters only by their doorway',
  },
  {
    in: 'src/daemon/',
    may: ['src/model/', 'src/planner/', 'src/executor/', 'src/reconciler/', 'src/daemon/', ...doorways()],
    instead: 'the daemon decides when a pass happens; adapters, clock and files are handed in by main.ts',
  },
  {
    in: 'src/providers/wap/client/',
    may: ['src/providers/wap/client/', 'src/model/controller-error.ts', 'undici', 'fast-xml-parser', 'node:'],
    instead: 'the client speaks WAP and has never heard of us: translate in providers/wap/',
  },
  {
    in: 'src/providers/wap/',
    may: ['src/providers/wap/', 'src/providers/provider.ts', 'src/providers/vm-provider.ts', 'src/model/'],
    instead: 'a room knows its own doorway, the model and its own client',
  },
  {
    in: 'src/providers/active-directory/',
    may: ['src/providers/active-directory/', 'src/providers/account-provider.ts', 'src/model/', 'ldapts', 'node:'],
    instead: 'a room knows its own doorway and the model',
  },
  {
    in: 'src/mail/templates/',
    may: ['src/mail/templates/', 'src/model/', 'src/yaml/'],
    instead: 'a mail is put into words purely: files are read and mails are sent by others',
  },
  {
    in: 'src/mail/',
    may: ['src/mail/', 'src/model/', 'nodemailer', 'node:'],
    instead: 'a room knows its own doorway and the model',
  },
  {
    in: 'src/sources/directory/',
    may: [
      'src/sources/directory/',
      'src/sources/spec-source.ts',
      'src/spec/spec-cache.ts',
      'src/model/',
      'chokidar',
      'node:',
    ],
    instead: 'a room knows its own doorway and the model',
  },
  {
    in: 'src/sources/git/',
    may: ['src/sources/git/', 'src/sources/spec-source.ts', 'src/model/', 'node:'],
    instead: 'a room knows its own doorway and the model',
  },
  {
    in: 'src/state/sqlite/',
    may: ['src/state/sqlite/', 'src/state/sql/', 'src/state/state-store.ts', 'src/model/', 'node:'],
    instead: 'a room knows its own doorway, what both databases share, and the model',
  },
  {
    in: 'src/state/postgres/',
    may: ['src/state/postgres/', 'src/state/sql/', 'src/state/state-store.ts', 'src/model/', 'pg', 'node:'],
    instead: 'a room knows its own doorway, what both databases share, and the model',
  },
  {
    in: 'src/state/sql/',
    may: ['src/state/sql/', 'src/state/state-store.ts', 'src/model/', 'kysely', 'node:timers'],
    instead: 'what both databases share knows neither of them',
  },
  {
    in: 'src/server/daemon-door.ts',
    may: ['src/model/', 'src/state/state-store.ts'],
    instead: 'a doorway is types and a promise',
  },
  {
    in: 'src/server/faces/',
    may: ['src/server/faces/', 'src/model/', 'src/state/state-store.ts'],
    instead: 'a face turns data into data: let the route fetch it',
  },
  {
    in: 'src/server/metrics/',
    may: ['src/server/metrics/', 'src/server/daemon-door.ts', 'src/model/', 'src/state/state-store.ts', 'prom-client'],
    instead: 'metrics are told by note() and read the daemon through its door',
  },
  {
    in: 'src/server/',
    may: ['src/server/', 'src/model/', 'src/state/state-store.ts', 'fastify', '@fastify/swagger', 'node:'],
    instead: 'the server knows the daemon by src/server/daemon-door.ts only: main.ts hands it in',
  },
  {
    in: 'src/cli/faces/',
    may: [
      'src/cli/faces/',
      'src/model/',
      'src/state/state-store.ts',
      'src/executor/',
      'src/planner/',
      'string-width',
      'log-update',
      'node:stream',
    ],
    instead: 'a face turns data into text: let the command fetch the data',
  },
  {
    in: 'src/cli/',
    may: [
      'src/cli/',
      'src/model/',
      'src/yaml/',
      'src/spec/',
      'src/settings/',
      'src/planner/',
      'src/executor/',
      'src/reconciler/',
      'src/mail/templates/',
      ...doorways(),
      'commander',
      'picocolors',
      'log-update',
      'undici',
      'node:stream',
      'node:path',
      'node:readline/promises',
    ],
    instead: 'commands get adapters handed in by main.ts (cli/doors.ts)',
  },
  {
    in: 'src/simulator/',
    may: [
      'src/simulator/',
      'node:',
      'fast-xml-parser',
      '@peculiar/x509',
      'reflect-metadata',
      'ldapts',
      'smtp-server',
      'postal-mime',
    ],
    instead: 'the simulator meets the client only on the wire: one misreading must not hide in both',
  },
  { in: 'src/log/', may: ['src/log/', 'pino'], instead: 'the log knows nobody' },
];

function isMain(path: string): boolean {
  return path === 'src/main.ts' || path.startsWith('src/main/');
}

function doorways(): readonly string[] {
  return [
    'src/providers/provider.ts',
    'src/providers/vm-provider.ts',
    'src/providers/account-provider.ts',
    'src/sources/spec-source.ts',
    'src/state/state-store.ts',
    'src/mail/mailer.ts',
  ];
}

function doorway(path: string) {
  return { in: path, may: ['src/model/'], instead: 'a doorway is types and a promise' };
}

const files = sourceFiles('src');

describe('the floors of the house', () => {
  it('know every file', () => {
    expect(
      files.filter((file) => !floors.some((floor) => file.path.startsWith(floor.in))).map((file) => file.path),
    ).toEqual([]);
  });

  it('are crossed one way only', () => {
    const crossings = files.flatMap((file) => {
      const floor = floors.find((candidate) => file.path.startsWith(candidate.in));
      return importsOf(file)
        .filter((name) => floor?.in !== 'src/main.ts' && !floor?.may.some((allowed) => name.startsWith(allowed)))
        .map((name) => `${file.path} imports ${name}: ${floor?.instead}`);
    });
    expect(crossings).toEqual([]);
  });

  it('let nobody but main.ts into its rooms', () => {
    const visitors = files.filter(
      (file) => !isMain(file.path) && importsOf(file).some((name) => name.startsWith('src/main/')),
    );
    expect(visitors.map((file) => file.path)).toEqual([]);
  });

  it('let nobody but main.ts and tests into the simulator', () => {
    const visitors = files.filter(
      (file) =>
        file.path !== 'src/main.ts' &&
        !file.path.startsWith('src/simulator/') &&
        importsOf(file).some((name) => name.startsWith('src/simulator/')),
    );
    expect(visitors.map((file) => file.path)).toEqual([]);
  });
});

describe('the core', () => {
  const banned: readonly (readonly [RegExp, string])[] = [
    [/\basync\b|\bawait\b|\bPromise\b/, 'the core does not wait: read first, then call it'],
    [/\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b/, 'the time comes in as an argument'],
    [/\bMath\.random\b/, 'randomness comes in as an argument'],
    [/\bprocess\./, 'environment and output belong to main.ts'],
    [/\blog\.|\bconsole\./, 'the core tells by what it returns'],
  ];

  it('has never met the world', () => {
    const met = files
      .filter((file) => /^src\/(model|planner|spec|yaml|mail\/templates)\//.test(file.path))
      .flatMap((file) => {
        const code = file.text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '');
        return banned.filter(([pattern]) => pattern.test(code)).map(([, instead]) => `${file.path}: ${instead}`);
      });
    expect(met).toEqual([]);
  });
});

describe('every file', () => {
  it('says process only in main.ts', () => {
    const speakers = files.filter(
      (file) => !isMain(file.path) && /\bprocess\.(env|argv|exit|stdout|stderr|cwd)\b/.test(file.text),
    );
    expect(speakers.map((file) => file.path)).toEqual([]);
  });

  it('carries a name that says what it is', () => {
    const vague = /(^|\/)(utils?|helpers?|common|shared|misc|types|manager|handler|processor)(\.ts|\/)/;
    expect(files.filter((file) => vague.test(file.path)).map((file) => file.path)).toEqual([]);
  });
});
