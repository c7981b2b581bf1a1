// Writes the ahead-of-time validators: compiling a schema at every start costs 200 to 400 ms, importing code costs 5.
// `--check` writes nothing and fails when what is committed differs from what the schemas say.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const sources = [
  { schema: 'schemas/virtual-data-center.schema.json', out: 'src/spec/generated/virtual-data-center' },
  { schema: 'schemas/controller.schema.json', out: 'src/settings/generated/controller' },
];

const files = new Map();
for (const { schema: path, out } of sources) {
  const text = read(path);
  files.set(`${out}.js`, await validatorSource(path, text));
  files.set(`${out}.d.ts`, declarations(path));
}

if (process.argv.includes('--check')) {
  const stale = [...files].filter(([path, content]) => committed(path) !== content).map(([path]) => path);
  if (stale.length > 0) {
    console.error(
      `${stale.join(', ')}: not what the schemas say. Run \`node scripts/build-validators.mjs\` and commit it.`,
    );
    process.exit(1);
  }
} else {
  for (const [path, content] of files) {
    const target = fileURLToPath(new URL(path, root));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    console.log(`${path}  ${content.length} characters`);
  }
}

function committed(path) {
  try {
    return read(path);
  } catch {
    return undefined; // never written yet: that is out of date too
  }
}

async function validatorSource(path, text) {
  const schema = JSON.parse(text);
  const ajv = new Ajv2020({ strict: true, allErrors: true, code: { source: true, esm: true } });
  const code = standalone(ajv, ajv.compile(schema));
  const reader = JSON.parse(read('node_modules/yaml/package.json')).version;
  const hash = createHash('sha256').update(text).update(`\nyaml ${reader}`).digest('hex').slice(0, 16);
  const entry = [
    `import check from 'ajv-code';`,
    `export const schemaVersion = ${JSON.stringify(hash)};`,
    `export const schema = ${JSON.stringify(withoutProse(schema), null, 2)};`,
    `export function validate(value) { return check(value) ? [] : check.errors; }`,
  ].join('\n');
  // The standalone code still asks for ajv's runtime by `require`; bundling it in leaves a file that needs nothing.
  const bundle = await build({
    stdin: { contents: entry, resolveDir: fileURLToPath(root) },
    plugins: [
      {
        name: 'ajv-code',
        setup(plugin) {
          plugin.onResolve({ filter: /^ajv-code$/ }, () => ({ path: 'ajv-code', namespace: 'ajv-code' }));
          plugin.onLoad({ filter: /.*/, namespace: 'ajv-code' }, () => ({
            contents: code,
            resolveDir: fileURLToPath(root),
          }));
        },
      },
    ],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    legalComments: 'none',
  });
  return `// Written by scripts/build-validators.mjs from ${path}. Do not edit.\n${bundle.outputFiles[0].text}`;
}

/** Problems quote examples and names; descriptions are for editors and stay in the schema file. */
function withoutProse(value, isPropertyMap = false) {
  if (Array.isArray(value)) return value.map((entry) => withoutProse(entry));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key]) => isPropertyMap || !['description', 'title', '$schema', '$id'].includes(key),
  );
  return Object.fromEntries(
    kept.map(([key, inner]) => [key, withoutProse(inner, !isPropertyMap && (key === 'properties' || key === '$defs'))]),
  );
}

function declarations(path) {
  return `// Written by scripts/build-validators.mjs from ${path}. Do not edit.
import type { FieldSchema, SchemaError } from '../../yaml/field-schema.ts';

/** Changes with the schema and with the version of the YAML reader: what was read under another one is read again. */
export declare const schemaVersion: string;
export declare const schema: FieldSchema;
/** Everything that the schema has against the value; empty when it is valid. */
export declare function validate(value: unknown): readonly SchemaError[];
`;
}
