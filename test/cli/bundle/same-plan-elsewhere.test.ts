import { describe, expect, it } from 'vitest';
import { parseBundle } from '../../../src/cli/bundle/read-bundle.ts';
import { formatPlanHtml } from '../../../src/cli/faces/plan-html.ts';
import { formatPlanJson } from '../../../src/cli/faces/plan-json.ts';
import { formatPlanMarkdown } from '../../../src/cli/faces/plan-markdown.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { planChanges } from '../../../src/planner/plan-changes.ts';
import { bundleTextOf } from '../../support/bundles.ts';
import { hashes, spec, Story } from '../../support/planner-world.ts';
import { randomWorld } from '../../support/random-world.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const seed = Number(process.env['VDC_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const applyCommand = 'vdc apply';

function faces(plan: Plan): readonly string[] {
  return [formatPlanJson(plan), formatPlanMarkdown(plan, { applyCommand }), formatPlanHtml(plan, { applyCommand })];
}

/** The plan of a bundle, and what the bundle says of it. */
function planFrom(text: string): { readonly plan: Plan; readonly stated: unknown } {
  const { seen, plan } = parseBundle(text, 'bundle', hashes.sha256);
  return { plan: planChanges({ ...seen, hashes }, new Date(seen.nowMs).toISOString()), stated: plan };
}

/** The random world with what only a directory, mail and clouds bring. */
function richWorld(random: () => number): Story {
  const story = randomWorld(random);
  const chance = (share: number) => random() < share;
  story.sendsMail = chance(0.5);
  story.pauses.set('a', { reason: 'by hand', by: 'jo' });
  story.lastGenerations.set('e', 4);
  story.destroys('delete', 'gone-1').destroys('shrink', 'gone-2', 'gone-1');
  story.capacity.set('cloud-1', chance(0.5) ? { capacity: { cpu: 4 } } : { unread: 'no answer' });
  if (chance(0.5))
    story.directory = chance(0.2)
      ? { unread: 'no answer' }
      : { accounts: [], gone: new Set(chance(0.5) ? ['an-id'] : []), taken: new Set(['taken']) };
  if (chance(0.5))
    story.accounts.push({ id: 'an-id', upn: 'a@tenants.example', email: 'a@x.example', mark: 'm', credentials: 'due' });
  return story;
}

describe(`a bundle of any world (VDC_TEST_SEED=${seed})`, () => {
  it('gives the same plan, to the byte of every form', async () => {
    const random = seededRandom(seed);
    for (let turn = 0; turn < 150; turn += 1) {
      const story = richWorld(random);
      const here = story.plan();
      const there = planFrom(await bundleTextOf(story.input()));
      expect(there.stated).toEqual({ fingerprint: here.fingerprint });
      expect(faces(there.plan)).toEqual(faces(here));
    }
  });

  it('has labels and names of any kind', async () => {
    const story = new Story().declares(spec('a', { labels: JSON.parse('{"__proto__":"x","$map":"y","1":"z"}') }));
    story.scope = { targets: [], selector: JSON.parse('{"__proto__":"x"}') };
    expect(faces(planFrom(await bundleTextOf(story.input())).plan)).toEqual(faces(story.plan()));
    expect(story.plan().summary.create).toBe(1);
  });
});

describe('a secret in what was seen', () => {
  const story = new Story().converged(spec('acme'), { userName: 'acme@example.org' });
  story.declares(spec('acme', { limits: { cpu: 9, ramMib: 1, diskGib: 1, vms: 1 } }));
  const redact = (text: string) => text.replaceAll('s3cr3t', '[secret]');

  it('is in no part of the bundle, and changes nothing where no plan speaks of it', async () => {
    story.specs = story.specs.map((one) => ({
      ...one,
      labels: { note: 's3cr3t' },
      place: { file: 's3cr3t.yaml', line: 1 },
    }));
    const text = await bundleTextOf(story.input(), { redact });
    expect(text).not.toContain('s3cr3t');
    const { plan, stated } = planFrom(text);
    expect(stated).toEqual({ fingerprint: story.plan().fingerprint });
    expect(formatPlanJson(plan)).toBe(redact(formatPlanJson(story.plan())));
  });

  it('makes it another plan where the plan speaks of it, and the bundle says so', async () => {
    story.changeSubscription('acme', { convergence: 'out-of-sync', lastError: 'login with s3cr3t failed' });
    story.users = [{ name: 'acme@example.org', email: 's3cr3t@example.org' }];
    story.specs = [spec('s3cr3t')];
    const text = await bundleTextOf(story.input(), { redact });
    expect(text).not.toContain('s3cr3t');
    const { plan, stated } = planFrom(text);
    expect(stated).toEqual({ fingerprint: plan.fingerprint, altered: true });
    expect(plan.fingerprint).not.toBe(story.plan().fingerprint);
  });

  it('may be the very word that stands in place of secrets', async () => {
    const hide = (text: string) => text.replaceAll('secret', '[secret]');
    story.specs = [spec('secret')];
    const { plan, stated } = planFrom(await bundleTextOf(story.input(), { redact: hide }));
    expect(stated).toEqual({ fingerprint: plan.fingerprint, altered: true });
  });
});

it('a world of which no plan can be made goes into a bundle as well', async () => {
  const input = new Story().declares(spec('a')).input();
  const broken = { ...input, desired: { ...input.desired, vdcs: [{ ...spec('a'), limits: null as never }] } };
  const { plan } = parseBundle(await bundleTextOf(broken), 'bundle', hashes.sha256);
  expect(plan).toEqual({ failed: expect.stringMatching(/null/) });
});
