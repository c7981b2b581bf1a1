import { describe, expect, it } from 'vitest';
import { createAnswerBytes } from '../../../../../src/providers/wap/client/http/answer-bytes.ts';

const MIB = 1024 * 1024;

describe('the bytes of an answer', () => {
  it.each([
    ['is said', 12],
    ['is not said', 0],
    ['is not true', 3],
    ['cannot be read', Number.NaN],
  ])('are a text however they are cut, where their number %s', (_, announced) => {
    const bytes = createAnswerBytes(announced);
    for (const byte of Buffer.from('häuser 🏠')) bytes.add(Buffer.from([byte]));
    expect(bytes.length()).toBe(12);
    expect(bytes.takeText()).toBe('häuser 🏠');
  });

  it('are nothing where none came', () => {
    expect(createAnswerBytes(100).takeText()).toBe('');
  });

  it('take no more room than comes, whatever was announced', () => {
    const before = process.memoryUsage().arrayBuffers;
    const all = Array.from({ length: 20 }, () => createAnswerBytes(256 * MIB));
    for (const one of all) one.add(Buffer.from('not much'));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * MIB);
    expect(all.map((one) => one.takeText())).toEqual(all.map(() => 'not much'));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * MIB);
  });

  it('are put together again where they are many', () => {
    const piece = Buffer.alloc(MIB, 'x');
    const bytes = createAnswerBytes(30 * MIB);
    for (let i = 0; i < 30; i += 1) bytes.add(piece);
    expect(bytes.length()).toBe(30 * MIB);
    expect(bytes.takeText()).toBe('x'.repeat(30 * MIB));
  });
});
