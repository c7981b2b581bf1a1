import { jsonAnswer, type Answer } from '../http/answer.ts';
import { useOf } from '../vmm/use-of.ts';
import type { Dimension } from '../world/limits.ts';
import type { AdminCall } from './admin-call.ts';
import { limitsAt, SYSTEM_CENTER } from './provider-push.ts';
import { allowQuery } from './read-query.ts';
import { findSubscription } from './subscriptions.ts';

const NAMES: readonly (readonly [Dimension, string, string])[] = [
  ['vmCount', 'Virtual Machines', ''],
  ['cpuCount', 'CPU Cores', ''],
  ['memoryMb', 'RAM', 'MB'],
  ['storageGb', 'Storage', 'GB'],
];

/** Display text for people: what systemcenter says here, or whether it answers, is not established. */
export function usageSummaries(call: AdminCall): Answer {
  allowQuery(call, []);
  const subscription = findSubscription(call);
  const face = call.knobs.get('usage-summaries');
  const use = useOf(call, subscription);
  const summaries = subscription.services.map((service) => {
    const isVmCloud = service.type.toLowerCase() === SYSTEM_CENTER;
    const limits = limitsAt(service, call.now);
    const isFailed = isVmCloud && face === 'failed';
    const usages = NAMES.map(([dimension, DisplayName, UnitDisplayName]) => ({
      DisplayName,
      CurrentValue: use[dimension],
      Limit: limits?.[dimension] ?? null,
      UnitDisplayName,
      GroupId: null,
      GroupDisplayName: null,
    }));
    return {
      ServiceName: service.type,
      ServiceDisplayName: isVmCloud ? 'Virtual Machine Clouds' : service.type,
      RetrievedSuccessfully: !isFailed,
      ErrorMessage: isFailed ? 'The resource provider did not answer.' : null,
      Usages: isVmCloud && face === 'figures' ? usages : [],
    };
  });
  return jsonAnswer(200, JSON.stringify(summaries));
}
