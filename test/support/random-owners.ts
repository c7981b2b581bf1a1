import type { ObservedAccount } from '../../src/model/account.ts';
import type { Told } from '../../src/model/customer-mail.ts';
import { namesOf, ourAccount, stranger } from './owner-world.ts';
import type { Story } from './planner-world.ts';
import { randomWorld, worldNames } from './random-world.ts';

const tellings: readonly (Told | undefined)[] = ['nothing', 'active', 'suspended', 'deletion-scheduled', undefined];

/** The same with a directory and mail, in which anything may have happened to the accounts of the owners, too. */
export function randomWorldOfOwners(random: () => number): Story {
  const story = randomWorld(random);
  const chance = (share: number) => random() < share;
  const pick = <T>(list: readonly T[], otherwise: T): T => list[Math.floor(random() * list.length)] ?? otherwise;
  story.sendsMail = chance(0.8);
  const written = [...story.specs.map(({ owner }) => owner.email), ...story.inventory.map(({ userName }) => userName)];
  const addresses = [...new Map(written.map((email) => [email.toLowerCase(), email])).values()];
  const accounts: ObservedAccount[] = [];
  let made = 0;
  const gone = new Set<string>();
  const taken = new Set<string>();
  const logins = new Map<string, string>();
  for (const email of addresses) {
    if (chance(0.2)) accounts.push(stranger(email, `stranger-${(made += 1)}`, { isEnabled: chance(0.7) }));
    if (chance(0.1)) taken.add(namesOf(email).samAccountName);
    if (chance(0.3)) continue;
    const own = chance(0.8)
      ? ourAccount(email, chance(0.2) ? { ...namesOf(email, 2), id: `second-${email}` } : {})
      : stranger(email, `found-${(made += 1)}`);
    logins.set(email.toLowerCase(), own.upn);
    const { id, upn, mark } = own;
    if (chance(0.8))
      story.accounts.push({
        id,
        upn,
        email: chance(0.9) ? email : pick(addresses, email),
        ...(mark !== undefined && { mark }),
        ...(chance(0.5) && { credentials: pick(['due', 'sent'] as const, 'due') }),
      });
    if (chance(0.15)) gone.add(id);
    else accounts.push(changed(own));
  }
  story.directory = chance(0.1) ? { unread: 'dc1 does not answer' } : { accounts, gone, taken };
  story.inventory = story.inventory.map((entry) => {
    const login = logins.get(entry.userName.toLowerCase());
    const told = pick(tellings, undefined);
    const isOfAccount = login !== undefined && chance(0.85);
    if (isOfAccount)
      story.subscriptions = story.subscriptions.map((row) =>
        row.id === entry.subscriptionId ? { ...row, owner: login } : row,
      );
    return { ...entry, ...(isOfAccount && { userName: login }), ...(told !== undefined && { told }) };
  });
  if (chance(0.2)) story.pauses.set(pick(worldNames, 'a'), { reason: 'ticket', by: 'jo' });
  if (chance(0.15)) story.scope = { targets: [pick(worldNames, 'a'), pick(worldNames, 'b')], selector: {} };
  for (const { name, owner } of story.inventory.map(({ name, userName }) => ({ name, owner: userName })))
    if (chance(0.7) && !story.users.some((user) => user.name === owner))
      story.users.push({ name: owner, email: `${name}@x.example` });
  return story;

  function changed(account: ObservedAccount): ObservedAccount {
    return {
      ...account,
      isEnabled: chance(0.6),
      isInPlace: chance(0.9),
      ...(chance(0.1) && { email: pick(addresses, '') }),
      ...(chance(0.1) && { upn: 'x@elsewhere.example' }),
    };
  }
}
