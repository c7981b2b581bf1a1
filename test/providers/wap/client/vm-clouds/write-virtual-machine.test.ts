import { describe, expect, it } from 'vitest';
import { createVmmDialect, fabricScope } from '../../../../../src/providers/wap/client/vm-clouds/vmm-scope.ts';
import {
  deleteVirtualMachine,
  deleteVmNetwork,
  operateVirtualMachine,
} from '../../../../../src/providers/wap/client/vm-clouds/write-virtual-machine.ts';
import type { CannedAnswer } from '../../../../support/canned-server.ts';
import { guidOf } from '../../../../support/wap-rows.ts';
import { startWapTransport } from '../../../../support/wap-transport.ts';
import { accept, refuse, STAMP } from '../../../../support/wire-machines.ts';

const signal = new AbortController().signal;
const machine = { id: guidOf(1), stampId: STAMP };
const job = guidOf(0x70b);

/** Lets `answers` speak in turn, the last for all that follow; operates as often as it says. */
async function operate(times: number, ...answers: readonly CannedAnswer[]) {
  await using vmm = await startWapTransport((request, response, index) =>
    answers[Math.min(index, answers.length - 1)]?.(request, response, index),
  );
  const scope = fabricScope(vmm.transport, createVmmDialect());
  const outcomes: unknown[] = [];
  for (let time = 0; time < times; time += 1)
    outcomes.push(await operateVirtualMachine(scope, machine, 'Shutdown', signal).catch((error: unknown) => error));
  return { outcomes, requests: vmm.server.requests, methods: vmm.server.requests.map(({ method }) => method) };
}

const iis404: CannedAnswer = (_, response) => response.writeHead(404).end('<html>404.6 verb denied</html>');

describe('an operation on a machine', () => {
  it('is a MERGE of the keys and the operation, answered when its job is made', async () => {
    const { outcomes, requests } = await operate(1, accept(job.toUpperCase()));
    expect(outcomes).toEqual([job]);
    expect(requests[0]).toMatchObject({
      method: 'MERGE',
      url: `/SC2012R2/VMM/Microsoft.Management.Odata.svc/VirtualMachines(ID=guid'${guidOf(1)}',StampId=guid'${STAMP}')?RunAsynchronously=1`,
    });
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
      'odata.type': 'VMM.VirtualMachine',
      ID: guidOf(1),
      StampId: STAMP,
      Operation: 'Shutdown',
    });
  });

  it.each([undefined, 'not-a-guid'])('has no job that is known where the answer says %j', async (id) => {
    expect((await operate(1, accept(id))).outcomes).toEqual([null]);
  });

  it('is taken with the entity in the answer, in Atom too', async () => {
    const { outcomes } = await operate(1, (_, response) =>
      response.writeHead(200, { 'x-ms-request-id': job }).end('<entry xmlns="http://www.w3.org/2005/Atom"/>'),
    );
    expect(outcomes).toEqual([job]);
  });

  it.each([
    ['400', refuse(400)],
    ['405', refuse(405)],
    ['501', refuse(501)],
    ['404 by something before VMM', iis404],
  ])('goes out as a PUT where MERGE is answered %s, from then on at once', async (_, refusal) => {
    const { outcomes, methods } = await operate(2, refusal, accept(job));
    expect(outcomes).toEqual([job, job]);
    expect(methods).toEqual(['MERGE', 'PUT', 'PUT']);
  });

  it('stays a MERGE once one was accepted, whatever is refused later', async () => {
    const { outcomes, methods } = await operate(2, accept(job), refuse(400));
    expect(outcomes).toMatchObject([job, { code: 'WAP_REFUSED' }]);
    expect(methods).toEqual(['MERGE', 'MERGE']);
  });

  it('that either verb is refused leaves open which of them works', async () => {
    const { outcomes, methods } = await operate(2, refuse(400, 'the state does not fit'));
    expect(outcomes).toMatchObject([
      { code: 'WAP_REFUSED', message: expect.stringContaining('the state does not fit') },
      { code: 'WAP_REFUSED' },
    ]);
    expect(methods).toEqual(['MERGE', 'PUT', 'MERGE', 'PUT']);
  });

  it.each([
    ['403', refuse(403), 'WAP_FORBIDDEN'],
    ['404 by VMM', refuse(404), 'WAP_NOT_FOUND'],
    ['409', refuse(409), 'WAP_CONFLICT'],
  ])('is not tried otherwise where it is answered %s', async (_, refusal, code) => {
    const { outcomes, methods } = await operate(1, refusal);
    expect(outcomes).toMatchObject([{ code }]);
    expect(methods).toEqual(['MERGE']);
  });

  it.each([
    ['whose answer is lost', ((_, response) => response.destroy()) satisfies CannedAnswer],
    ['that is answered 500', refuse(500)],
  ])('%s is sent once, and nobody knows whether it was carried out', async (_, answer) => {
    const { outcomes, methods } = await operate(1, answer);
    expect(outcomes).toMatchObject([{ code: 'WAP_OUTCOME_UNKNOWN', details: { mayHaveHappened: true } }]);
    expect(methods).toEqual(['MERGE']);
  });
});

it('deletes a machine, or a network, when its job is made', async () => {
  await using vmm = await startWapTransport(accept(job));
  const scope = fabricScope(vmm.transport, createVmmDialect());
  expect(await deleteVirtualMachine(scope, machine, signal)).toBe(job);
  expect(await deleteVmNetwork(scope, machine, signal)).toBe(job);
  expect(vmm.server.requests.map(({ method, url }) => `${method} ${url.replace(/^.*\.svc\//, '')}`)).toEqual([
    `DELETE VirtualMachines(ID=guid'${guidOf(1)}',StampId=guid'${STAMP}')?RunAsynchronously=1`,
    `DELETE VMNetworks(ID=guid'${guidOf(1)}',StampId=guid'${STAMP}')?RunAsynchronously=1`,
  ]);
});
