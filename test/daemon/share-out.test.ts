import { describe, expect, it } from 'vitest';
import { createShareOut } from '../../src/daemon/share-out.ts';

describe('installations of one process', () => {
  it('are taken one after the other, so that another replica can have its share', () => {
    const share = createShareOut(['one', 'two', 'three']);
    expect(['one', 'two', 'three'].map((name) => share.reluctanceMs(name))).toEqual([0, 3_000, 4_000]);
    share.leads('one');
    expect(share.reluctanceMs('two')).toBe(3_000);
    share.yields('two');
    expect(share.reluctanceMs('three')).toBe(3_000);
    share.yields('one');
    expect(share.reluctanceMs('three')).toBe(0);
    share.leads('three');
    expect(share.reluctanceMs('one')).toBe(3_000);
  });

  it('wait for nobody when there is only one', () => {
    expect(createShareOut(['one']).reluctanceMs('one')).toBe(0);
  });
});
