import { describe, expect, it } from 'vitest';
import { mintIdentity, uuidV5 } from '../../src/planner/identity.ts';
import { hashes, installation } from '../support/planner-world.ts';

const another = '7d3f1c52-0f0e-4b6e-9a59-6d1f5b6f0c11';

describe('what a VDC is called in WAP', () => {
  it('follows from installation, name and generation, and from nothing else', () => {
    expect(mintIdentity(installation, 'acme', 1, hashes)).toEqual(mintIdentity(installation, 'acme', 1, hashes));
  });

  it('is never that of another installation, name or generation', () => {
    const all = [
      mintIdentity(installation, 'acme', 1, hashes),
      mintIdentity(installation, 'acme', 2, hashes),
      mintIdentity(installation, 'acme-2', 1, hashes),
      mintIdentity(another, 'acme', 1, hashes),
    ];
    expect(new Set(all.map(({ subscriptionId }) => subscriptionId)).size).toBe(all.length);
    expect(new Set(all.map(({ hostingPlanId }) => hostingPlanId)).size).toBe(all.length);
  });

  it('is a GUID of version 5, as everybody else would make it of the same', () => {
    // RFC 9562, appendix A.4.
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com', hashes)).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it('has an id of a hosting plan that is as short as WAP’s own', () => {
    expect(mintIdentity(installation, 'acme', 1, hashes).hostingPlanId).toMatch(/^vdc[0-9a-f]{22}$/);
  });
});
