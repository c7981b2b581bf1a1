import { expect, it } from 'vitest';
import { getJob, jobFromWire } from '../../../../../src/providers/wap/client/vm-clouds/jobs.ts';
import { createVmmDialect, fabricScope } from '../../../../../src/providers/wap/client/vm-clouds/vmm-scope.ts';
import { answerJson, type CannedAnswer } from '../../../../support/canned-server.ts';
import { guidOf } from '../../../../support/wap-rows.ts';
import { startWapTransport } from '../../../../support/wap-transport.ts';
import { atomEntry, refuse, STAMP } from '../../../../support/wire-machines.ts';

const signal = new AbortController().signal;

async function get(answer: CannedAnswer) {
  await using vmm = await startWapTransport(answer);
  const job = await getJob(fabricScope(vmm.transport, createVmmDialect()), { id: guidOf(7), stampId: STAMP }, signal);
  return { job, url: vmm.server.requests[0]?.url };
}

const failed = {
  ID: guidOf(7),
  Status: 'Failed',
  IsCompleted: true,
  Password: 'Pa55-of-a-job',
  ErrorInfo: {
    IsSuccess: false,
    Problem: 'The guest did not answer',
    RecommendedAction: 'Install the integration services.',
    ExceptionDetails: 'Pa55-of-an-exception',
  },
};

it('reads a job by its key, and of it only how it is and what went wrong', async () => {
  const { job, url } = await get((_, response) => answerJson(response, failed));
  expect(url).toMatch(/\/Jobs\(ID=guid'6f0f[^']*7',StampId=guid'6f0f[^']*b'\)$/);
  expect(job).toEqual({
    status: 'Failed',
    isCompleted: true,
    problem: 'The guest did not answer. Install the integration services.',
  });
});

it('reads a job in Atom', async () => {
  const properties =
    '<d:Status>Running</d:Status><d:IsCompleted m:type="Edm.Boolean">false</d:IsCompleted>' +
    '<d:ErrorInfo m:type="VMM.ErrorInfo"><d:Problem m:null="true"/></d:ErrorInfo>';
  const entry = `<?xml version="1.0"?>${atomEntry(properties).replace('<entry>', '<entry xmlns:d="d" xmlns:m="m">')}`;
  const { job } = await get((_, response) => response.end(entry));
  expect(job).toEqual({ status: 'Running', isCompleted: false, problem: '' });
});

it('knows none that VMM does not know', async () => {
  expect((await get(refuse(404))).job).toBeNull();
  await expect(get(refuse(403))).rejects.toMatchObject({ code: 'WAP_FORBIDDEN' });
});

it('keeps of what went wrong the beginning, and no secret', () => {
  const Problem = `Login with password=Geheim1! failed. ${'x'.repeat(1_000)}`;
  const { problem } = jobFromWire({ Status: 'Failed', ErrorInfo: { Problem, RecommendedAction: null } });
  expect(problem).toContain('[hidden]');
  expect(problem).not.toContain('Geheim1');
  expect(problem.length).toBeLessThanOrEqual(301);
});
