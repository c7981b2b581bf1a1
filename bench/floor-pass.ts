import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:https';
import { printPassFigures } from './pass-figures.ts';

// The floor of no-op-pass.ts: no controller, only what nobody can do without. Fetches the same pages, parses them as JSON
// and compares each row by its key with what is expected.

const PAGE = 1000;

interface Expected {
  readonly adminApi: string;
  readonly ca: string;
  readonly token: string;
  /** Id of each VDC's hosting plan → what its `Clouds` setting says. */
  readonly quotas: Readonly<Record<string, string>>;
  /** Id → owner and id of the hosting plan. */
  readonly subscriptions: Readonly<Record<string, { readonly owner: string; readonly planId: string }>>;
  readonly users: Readonly<Record<string, string>>;
}

interface Plan {
  readonly Id: string;
  readonly ServiceQuotas: readonly { readonly Settings: readonly { readonly Key: string; readonly Value: string }[] }[];
}
type Row = Readonly<Record<string, unknown>>;

const [expectedFile = '', passes = '1'] = process.argv.slice(2);
const expected = JSON.parse(readFileSync(expectedFile, 'utf8')) as Expected;
const quotas = new Map(Object.entries(expected.quotas));
const subscriptions = new Map(Object.entries(expected.subscriptions));
const users = new Map(Object.entries(expected.users));
const agent = new Agent({ ca: expected.ca, keepAlive: true });

function fetchText(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${expected.token}`, accept: 'application/json' };
    get(expected.adminApi + path, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
    }).on('error', reject);
  });
}

async function eachRow(path: string, see: (row: Row) => void): Promise<void> {
  for (let skip = 0, count = 1; skip < count; skip += PAGE) {
    const page = JSON.parse(await fetchText(`${path}?skip=${skip}&take=${PAGE}`)) as {
      readonly items: readonly Row[];
      readonly filteredTotalCount: number;
    };
    count = page.filteredTotalCount;
    for (const row of page.items) see(row);
  }
}

await printPassFigures(Number(passes), async () => {
  let same = 0;
  for (const plan of JSON.parse(await fetchText('/plans')) as readonly Plan[]) {
    const quota = quotas.get(plan.Id);
    if (quota === undefined) continue;
    const clouds = plan.ServiceQuotas[0]?.Settings.find(({ Key }) => Key === 'Clouds')?.Value;
    if (clouds === quota) same += 1;
  }
  await eachRow('/subscriptions', (row) => {
    const one = subscriptions.get(row['SubscriptionID'] as string);
    if (one?.owner === row['AccountAdminLiveEmailId'] && one?.planId === row['PlanId'] && row['State'] === 1) same += 1;
  });
  await eachRow('/users', (row) => {
    if (users.get(row['Name'] as string) === row['Email']) same += 1;
  });
  if (same !== quotas.size + subscriptions.size + users.size) throw new Error(`only ${same} rows are as expected`);
});
agent.destroy();
