import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startStory } from '../support/story.ts';

it('writes settings and a first spec that are valid, overwrites nothing, and mints another installation each time', async () => {
  const story = await startStory();
  await mkdir(join(story.folder, 'one'));
  expect(await story.vdc('init', 'one')).toEnd(0, 'one/vdc.yaml', 'one/specs/example.yaml');
  expect(await story.vdc('init', 'two/deeper')).toEnd(0);
  expect(await story.vdc('init', 'one')).toEnd(1, 'INIT_EXISTS');
  for (const folder of ['one', 'two/deeper'])
    expect(await story.vdc('--config', `${folder}/vdc.yaml`, 'validate')).toEnd(0, '1 VDC, no problems.');
  const id = /installation: (\S+)/;
  const [one, two] = [await story.read('one/vdc.yaml'), await story.read('two/deeper/vdc.yaml')];
  expect(id.exec(one)?.[1]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  expect(id.exec(one)?.[1]).not.toBe(id.exec(two)?.[1]);
});

it('finds its settings by option, by environment, and says where they are missing', async () => {
  const story = await startStory();
  await story.spec('acme');
  await story.write('elsewhere/vdc.yaml', await story.read('vdc.yaml'));
  await rm(join(story.folder, 'vdc.yaml'));
  expect(await story.vdc('plan')).toEnd(3, 'SETTINGS_MISSING', 'vdc init');
  // Paths in the settings are relative to their file, not to where we stand.
  expect(await story.vdc('--config', 'elsewhere/vdc.yaml', 'validate')).toEnd(3, 'SPECS_MISSING', 'elsewhere/specs');
  const env = { VDC_CONFIG: 'elsewhere/vdc.yaml' };
  expect(await story.start(['validate'], env).ended).toEnd(3, 'SPECS_MISSING');
});

it('gives every form of a plan the same content, and keeps stdout for results', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  await story.spec('acme', { cpu: 16 });
  await story.spec('new-one', { owner: 'a&b@example.org' });
  const json = await story.vdc('plan', '-o', 'json');
  const markdown = await story.vdc('plan', '-o', 'markdown');
  const html = await story.vdc('plan', '-o', 'html');
  const text = await story.vdc('plan');
  for (const run of [json, markdown, html, text]) {
    expect(run).toEnd(0, 'acme', 'new-one', '16');
    expect(run.err).toBe('');
  }
  expect(JSON.parse(json.out)).toMatchObject({
    formatVersion: '1',
    summary: { create: 1, update: 1, unchanged: 0 },
    vdcs: [
      { name: 'acme', verb: 'update', reason: 'spec-changed', changes: [{ field: 'cpu', before: 8, after: 16 }] },
      { name: 'new-one', verb: 'create', reason: 'spec-added' },
    ],
  });
  expect(markdown.out).toMatch(/^(#|\*\*|>|\|)/m);
  expect(html.out).toMatch(/^<!doctype html>/i);
  expect(html.out).toContain('a&amp;b@example.org');
  expect(html.out).not.toMatch(/<script|https?:\/\/(?!localhost)/);
});

it('exits as a pull request needs it', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.vdc('plan')).toEnd(0);
  expect(await story.vdc('plan', '--detailed-exitcode')).toEnd(2);
  expect(await story.apply()).toEnd(0);
  expect(await story.vdc('plan', '--detailed-exitcode')).toEnd(0, 'No changes.');
  expect(await story.vdc('plan', '--no-such-option')).toEnd(1, 'unknown option');
  expect(await story.vdc('plan', '-o', 'pdf')).toEnd(1, 'json');
  expect(await story.vdc('aply')).toEnd(1, 'apply');
  expect(await story.vdc('--version')).toEnd(0);
});

it('gives the same plan to the byte for the same world', async () => {
  const story = await startStory({ knobs: { 'list-order': 'shifting' } });
  for (const name of ['c', 'a', 'b']) await story.spec(name);
  const plans = [];
  for (let times = 0; times < 3; times += 1) {
    const run = await story.vdc('plan', '-o', 'json');
    plans.push(run.out.replace(/"createdAt": "[^"]*"/, ''));
  }
  expect(new Set(plans).size).toBe(1);
});

it('sends no colours down a pipe, whether or not somebody forbade them', async () => {
  const story = await startStory();
  await story.spec('acme');
  for (const run of [await story.start(['plan'], { NO_COLOR: '' }).ended, await story.apply('--no-color')])
    expect(run.all).not.toContain(String.fromCodePoint(27));
});

it('reports problems in the words of each reader', async () => {
  const story = await startStory();
  await story.spec('good');
  await story.spec('bad', { ram: '64GB' });
  expect(await story.vdc('validate')).toEnd(3, 'specs/bad.yaml:', 'INVALID_QUANTITY', 'ram: 64GB', '64Gi');
  const json = await story.vdc('validate', '-o', 'json');
  expect(json).toEnd(3);
  expect(JSON.parse(json.out)).toMatchObject({
    problems: [
      {
        code: 'INVALID_QUANTITY',
        severity: 'error',
        file: 'specs/bad.yaml',
        line: 7,
        column: 8,
        suggestion: expect.any(String),
      },
    ],
  });
  expect(await story.vdc('validate', '-o', 'github')).toEnd(3, /::error file=specs\/bad.yaml,line=7,col=8/);
  const sarif = await story.vdc('validate', '-o', 'sarif');
  expect(sarif).toEnd(3);
  expect(JSON.parse(sarif.out)).toMatchObject({
    version: '2.1.0',
    runs: [{ results: [{ ruleId: 'INVALID_QUANTITY' }] }],
  });
  // Only what is named is looked at.
  expect(await story.vdc('validate', 'specs/good.yaml')).toEnd(0, '1 VDC, no problems.');
});

it('tells afterwards what is, what was done, and why', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  story.simulator.byHand.suspend(story.subscription('acme').id);
  expect(await story.vdc('explain', 'acme')).toEnd(0, 'specs/acme.yaml', 'active', 'suspended', 'drift');
  expect(await story.apply()).toEnd(0);
  expect(await story.vdc('explain', 'acme')).toEnd(0);
  expect(await story.vdc('explain', 'nobody')).toEnd(1, 'nobody');
  const history = await story.vdc('history', '-o', 'json');
  expect(JSON.parse(history.out)).toMatchObject(
    expect.objectContaining({
      history: expect.arrayContaining([expect.objectContaining({ verb: 'resume', vdcReason: 'drift' })]),
    }),
  );
  expect(await story.vdc('get', '-o', 'json')).toEnd(0);
  expect(await story.vdc('history', '--limit', '1')).toEnd(0, 'resume');
  expect(await story.vdc('history', '--limit', '0')).toEnd(1, 'LIMIT_INVALID');
});
