import { describe, expect, it } from 'vitest';
import { desiredOf, specText } from '../support/spec-texts.ts';

const ID = '6f0f4c1e-3b1a-4f2e-9a53-0c0f5b1e2d11';

describe('documents of one name', () => {
  it('are all left out, and each tells where the other stands', () => {
    const desired = desiredOf({ 'a.yaml': specText('acme'), 'b.yaml': `${specText('other')}---\n${specText('acme')}` });
    expect(desired).toMatchObject({
      vdcs: [{ name: 'other' }],
      unreadableNames: ['acme'],
      isComplete: false,
      problems: [
        { code: 'DUPLICATE_NAME', file: 'a.yaml', line: 4, column: 9, excerpt: { text: '  name: acme', length: 4 } },
        { code: 'DUPLICATE_NAME', file: 'b.yaml', line: 14, column: 9 },
      ],
    });
    expect(desired.problems.map(({ message }) => /in (\S+:\d+);/.exec(message)?.[1])).toEqual([
      'b.yaml:14',
      'a.yaml:4',
    ]);
  });

  it('count even when one of them is invalid otherwise: which one is meant is not ours to guess', () => {
    const desired = desiredOf({ 'a.yaml': specText('acme'), 'b.yaml': specText('acme', { cpu: '0' }) });
    expect(desired).toMatchObject({ vdcs: [], unreadableNames: ['acme'] });
    expect(desired.problems.map(({ code }) => code)).toEqual(['DUPLICATE_NAME', 'DUPLICATE_NAME', 'INVALID_COUNT']);
  });

  it('are found in two files of the same content', () => {
    const desired = desiredOf({ 'a.yaml': specText('acme'), 'b.yaml': specText('acme') });
    expect(desired.problems.map(({ code, file }) => `${code} ${file}`)).toEqual([
      'DUPLICATE_NAME a.yaml',
      'DUPLICATE_NAME b.yaml',
    ]);
  });

  it('cost no more than their number', () => {
    const files = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`${index}.yaml`, specText('acme')]));
    const started = performance.now();
    expect(desiredOf(files).problems).toHaveLength(3000);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('documents of one subscription', () => {
  it('are all left out, however the GUID is written', () => {
    const desired = desiredOf({
      'a.yaml': specText('one', { subscriptionId: ID }),
      'b.yaml': specText('two', { subscriptionId: ID.toUpperCase() }),
      'c.yaml': specText('three'),
    });
    expect(desired).toMatchObject({ vdcs: [{ name: 'three' }], unreadableNames: ['one', 'two'], isComplete: false });
    expect(desired.problems.map(({ code, file, line }) => `${code} ${file}:${line}`)).toEqual([
      'DUPLICATE_SUBSCRIPTION_ID a.yaml:10',
      'DUPLICATE_SUBSCRIPTION_ID b.yaml:10',
    ]);
  });
});
