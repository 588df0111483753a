import type { PartyRole } from '../../../shared/model/call.ts';

const agentWords = new Set(
  'agent assistant bot ai system representative rep operator advisor clerk ivr employee contact_center_agent'.split(
    ' ',
  ),
);
const callerWords = new Set(
  'caller customer user client consumer human guest member patient contact prospect lead end_user'.split(' '),
);

/** The part a label such as "Customer", "bot" or "AGENT_1" stands for; null where it says nothing. */
export function roleOfLabel(label: string): PartyRole | null {
  const word = label
    .slice(0, 60)
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
    .replace(/_?\d+$/, '');
  if (agentWords.has(word) || /^(ai|virtual|voice|service|support|sales)_?(agent|assistant)$/.test(word))
    return 'agent';
  if (callerWords.has(word)) return 'caller';
  if (word === 'supervisor') return 'supervisor';
  return null;
}

/** The number in a label such as `0`, "Speaker 1" or "spk_0"; null for other labels. */
export function numberOfLabel(label: string): number | null {
  const found = /^(?:speaker|spk|channel|ch)?[\s_-]*(\d{1,3})$/i.exec(label.trim().slice(0, 40));
  return found ? Number(found[1]) : null;
}
