import { describe, expect, it } from 'vitest';
import { ControllerError } from '../../src/model/controller-error.ts';

describe('a controller error', () => {
  it('keeps its code, its cause and whether trying again could help', () => {
    const cause = new Error('socket closed');
    const error = new ControllerError('WAP_UNREACHABLE', 'WAP does not answer', { cause, retry: 'later' });
    expect(error).toMatchObject({ code: 'WAP_UNREACHABLE', retry: 'later', cause });
  });
});
