import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ControllerError } from '../../src/model/controller-error.ts';
import { planFromWire } from '../../src/providers/wap/client/admin-api/plan.ts';
import { readEnvelope } from '../../src/providers/wap/client/admin-api/read-envelope.ts';
import { subscriptionFromWire } from '../../src/providers/wap/client/admin-api/subscription.ts';
import { createTextPool } from '../../src/providers/wap/client/admin-api/text-pool.ts';
import { userFromWire } from '../../src/providers/wap/client/admin-api/user.ts';
import { readBody } from '../../src/providers/wap/client/http/read-body.ts';
import { readErrorBody } from '../../src/providers/wap/client/http/read-error-body.ts';
import { retryAfterMs } from '../../src/providers/wap/client/http/retry-delay.ts';
import { createQuotaCache } from '../../src/providers/wap/client/quota/quota-cache.ts';
import { readCloudQuota } from '../../src/providers/wap/client/quota/read-cloud-quota.ts';
import { readTenantActions } from '../../src/providers/wap/client/quota/read-tenant-actions.ts';
import { writeCloudQuota } from '../../src/providers/wap/client/quota/write-cloud-quota.ts';
import { cloudCapacityFromWire } from '../../src/providers/wap/client/vm-clouds/cloud-capacity.ts';
import { cloudUsageFromWire } from '../../src/providers/wap/client/vm-clouds/cloud-usage.ts';
import { cloudFromWire } from '../../src/providers/wap/client/vm-clouds/clouds.ts';
import { jobFromWire } from '../../src/providers/wap/client/vm-clouds/jobs.ts';
import { readEntities, readEntity } from '../../src/providers/wap/client/vm-clouds/read-entities.ts';
import { virtualMachineFromWire } from '../../src/providers/wap/client/vm-clouds/virtual-machine.ts';
import { vmHardwareFromWire } from '../../src/providers/wap/client/vm-clouds/vm-hardware.ts';
import {
  createQuotaMemo,
  hostingPlanFromWire,
  subscriptionFromClient,
  userFromClient,
} from '../../src/providers/wap/from-wire.ts';
import { vmFromWire } from '../../src/providers/wap/vms/vm-from-wire.ts';
import { fuzzSeed, mutated, mutatedJson, readSoon, runs, tagPieces } from '../support/fuzz.ts';
import { cloudsXml, guidOf, wirePlan, wireSubscription } from '../support/wap-rows.ts';

const xmlPieces = [
  tagPieces,
  [
    '&#65;',
    '&#0;',
    '&x;',
    '<!DOCTYPE a>',
    'm:null="true"',
    'xmlns:a="b" ',
    '__proto__',
    'constructor',
    '<Code ',
    '<Message>',
  ],
  [
    '<entry>',
    '</entry>',
    '<content><properties>',
    '<Cloud>',
    '<Quota>',
    '<RoleCPUCount>',
    '16',
    ' ',
    '\n',
    '"',
    '\0',
    '\ufeff',
  ],
].flat();
const errors = [
  '{"Code":"Conflict","Message":"It is there.","Details":[{"Source":"x","Message":"y"}]}',
  '{"odata.error":{"code":"x","message":{"lang":"en","value":"y"}}}',
  '<Error xmlns="x"><Code>NotFound</Code><Message>No.</Message></Error>',
  '<!doctype html><html><head><title>503</title><script>x</script></head><body>Service Unavailable</body></html>',
];
const jsonPieces = ['{', '}', '[', ']', ',', ':', '"', '\\', '{"message":', '{"value":', 'null', '1e999', 'Bearer x'];
const vm = {
  ID: guidOf(1),
  StampId: guidOf(2),
  Name: 'web',
  StatusString: 'Running',
  CloudId: guidOf(3),
  Owner: { UserName: 'a', RoleID: guidOf(4) },
};
const atom = `<feed xmlns="a" xmlns:m="m" xmlns:d="d"><title/><entry><content><m:properties><d:ID>${guidOf(1)}</d:ID><d:Name m:null="true"/></m:properties></content></entry><link rel="next" href="x?$skip=1"/></feed>`;

describe(`what WAP answers (VDC_TEST_SEED=${fuzzSeed})`, () => {
  it('in errors is told in few and harmless words', () => {
    fc.assert(
      fc.property(mutated(errors, [...xmlPieces, ...jsonPieces]), (text) => {
        const said = readSoon(() => readErrorBody(readBody(text), text));
        if (said instanceof ControllerError) throw said;
        expect(said.code.length).toBeLessThanOrEqual(80);
        expect(said.message.length).toBeLessThanOrEqual(200);
        // eslint-disable-next-line no-control-regex
        expect(said.message).not.toMatch(/[\u0000-\u001f]/);
      }),
      runs(250),
    );
  });

  it('as rows is taken as they are, or refused', () => {
    const rows = { items: [wirePlan(1), wireSubscription(1), { Name: 'a@b', Email: 'a@b', State: 1 }], totalCount: 3 };
    fc.assert(
      fc.property(mutatedJson([rows, { Items: [] }]), (json) => {
        const envelope = readSoon(() => readEnvelope(json, 'Plan'));
        expect(envelope).toBeTypeOf('object');
        if (envelope instanceof ControllerError) return;
        for (const row of envelope.items) {
          readSoon(() => hostingPlanFromWire(planFromWire(row, createTextPool()), createQuotaMemo()));
          readSoon(() => subscriptionFromClient(subscriptionFromWire(row)));
          readSoon(() => userFromClient(userFromWire(row)));
        }
      }),
      runs(200),
    );
  });

  it('in OData, as JSON', () => {
    const usage = { QuotaDimension: 'CPUCount', UserRoleQuota: '16', UserRoleUsage: 3 };
    const feeds = [{ value: [vm, usage], 'odata.nextLink': 'x?$skip=1' }, { d: { results: [vm] } }, { d: vm }, vm];
    fc.assert(
      fc.property(mutatedJson(feeds), (json) => {
        expect(readSoon(() => readEntity({ json }))).toBeTypeOf('object');
        const page = readSoon(() => readEntities({ json }));
        if (page instanceof ControllerError) return;
        readSoon(() => cloudUsageFromWire(page.entities));
        readEach(page.entities);
      }),
      runs(200),
    );
  });

  it('in OData, as Atom', () => {
    fc.assert(
      fc.property(mutated([atom], xmlPieces), (text) => {
        const page = readSoon(() => readEntities({ json: undefined, text }));
        expect(page).toBeTypeOf('object');
        if (!(page instanceof ControllerError)) readEach(page.entities);
      }),
      runs(150),
    );
  });

  it('as quotas, which are read and written back with nothing else changed, or refused', () => {
    const limits = { vmCount: 1, cpuCount: 2, memoryMb: null, storageGb: 4 };
    fc.assert(
      fc.property(mutated([cloudsXml(16)], xmlPieces), (xml) => {
        readSoon(() => readTenantActions(xml));
        const read = readSoon(() => readCloudQuota(xml, createQuotaCache()));
        const written = readSoon(() => writeCloudQuota(xml, { role: limits, member: limits }));
        if (read instanceof ControllerError || written instanceof ControllerError) return;
        expect(readCloudQuota(written, createQuotaCache()).clouds[0]).toMatchObject({ role: limits, member: limits });
      }),
      runs(200),
    );
  });

  it('in Retry-After, which is a time or none', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('9'.repeat(400), '-1', '1e9', 'Tue, 24 Nov 2026')),
        (header) => {
          expect(retryAfterMs(header, 0) ?? 0).toBeGreaterThanOrEqual(0);
        },
      ),
      runs(100),
    );
  });
});

function readEach(entities: readonly Readonly<Record<string, unknown>>[]): void {
  for (const entity of entities) {
    readSoon(() => vmFromWire(virtualMachineFromWire(entity)));
    readSoon(() => jobFromWire(entity));
    readSoon(() => cloudCapacityFromWire(entity));
    readSoon(() => cloudFromWire(entity));
    readSoon(() => vmHardwareFromWire(entity));
  }
}
