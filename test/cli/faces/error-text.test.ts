import { describe, expect, it } from 'vitest';
import { formatError, formatErrorJson } from '../../../src/cli/faces/error-text.ts';
import { ControllerError } from '../../../src/model/controller-error.ts';
import { ACTING, colouredLook, HOSTILE, lookAt, withoutColours } from '../../support/face-looks.ts';

const refused = new Error('connect ECONNREFUSED 10.0.0.7:30004');
const error = new ControllerError(
  'WAP_UNREACHABLE',
  'WAP does not answer at https://wap.corp.example:30004, so nothing can be observed and nothing was changed.\nCheck wap.adminApi and the firewall, then run `vdc doctor`.',
  { cause: new Error('fetch failed', { cause: refused }), retry: 'later', details: { port: 30004 } },
);

describe('an error as text', () => {
  it('says what is wrong and what to do, what lies behind it, and where more is written', () => {
    expect(formatError(error, lookAt(80))).toBe(
      [
        'Error: WAP does not answer at https://wap.corp.example:30004, so nothing can be',
        '  observed and nothing was changed.',
        '  Check wap.adminApi and the firewall, then run `vdc doctor`.',
        '  because fetch failed',
        '  because connect ECONNREFUSED 10.0.0.7:30004',
        '  docs/errors.md#wap_unreachable                                 WAP_UNREACHABLE',
        '',
      ].join('\n'),
    );
    expect(withoutColours(formatError(error, colouredLook(80)))).toBe(formatError(error, lookAt(80)));
  });

  it('shows a stack only to those who ask for it', () => {
    expect(formatError(error, lookAt(200))).not.toContain('    at ');
    expect(formatError(error, lookAt(200), { withStack: true })).toMatch(/\n {2}at .*error-text\.test\.ts/u);
  });

  it('owns up to a fault of the program', () => {
    const text = formatError(new TypeError('x is not a function'), lookAt(200));
    expect(text).toContain('TypeError: x is not a function');
    expect(text).toContain('please report it');
    expect(text).toContain('UNEXPECTED');
    expect(formatError('thrown text', lookAt(200))).toContain('thrown text');
  });

  it('does not repeat what the message has said, nor follow causes in a circle', () => {
    const inner = new Error('the disk is full');
    const outer = new ControllerError('STATE_FAILED', 'Nothing can be written: the disk is full.', { cause: inner });
    inner.cause = outer;
    expect(formatError(outer, lookAt(80))).not.toContain('because');
  });

  it('shortens what lies behind, however long it is', () => {
    const long = new ControllerError('X', 'short', { cause: new Error('y'.repeat(10_000)) });
    expect(formatError(long, lookAt(Number.POSITIVE_INFINITY)).length).toBeLessThan(500);
    const many = new AggregateError([new Error('first'), new Error('second')], '');
    expect(formatError(new ControllerError('X', 'short', { cause: many }), lookAt(80))).toContain(
      'because first; second',
    );
  });

  it('is data for other programs, without a stack', () => {
    expect(JSON.parse(formatErrorJson(error))).toEqual({
      error: {
        code: 'WAP_UNREACHABLE',
        message: error.message.replace('\n', ' '),
        causes: ['fetch failed', 'connect ECONNREFUSED 10.0.0.7:30004'],
        docs: 'docs/errors.md#wap_unreachable',
        retry: 'later',
        details: { port: 30004 },
      },
    });
    expect(JSON.parse(formatErrorJson(new TypeError('x')))).toMatchObject({ error: { code: 'UNEXPECTED' } });
  });

  it('gives nothing from outside to the terminal but text', () => {
    for (const hostile of HOSTILE) {
      const odd = new ControllerError(hostile, hostile, { cause: new Error(hostile) });
      expect(formatError(odd, lookAt(60), { withStack: true })).not.toMatch(ACTING);
    }
  });
});
