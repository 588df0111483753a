import type { CorrectionRow } from '../../shared/contract/corrections-contract.ts';
import { platformName } from '../../shared/model/platform-name.ts';
import { rejectionPresets } from '../proposal/status-words.ts';

/** Who asked, in words. */
export function askerName(platform: string): string {
  if (platform === 'suggestion') return "The console's rules";
  if (platform === 'automation') return 'Automations';
  return platformName(platform);
}

/** A share of a whole, rounded; a dash where there is no whole. */
export function percent(part: number, of: number): string {
  if (of === 0) return '–';
  const share = (part / of) * 100;
  return `${share > 0 && share < 1 ? '<1' : Math.round(share)} %`;
}

/** How often, as a sentence a screen reader can read. */
export function countWords({ input, corrected, decided }: CorrectionRow): string {
  return `${corrected} of ${decided} ${input ? 'edited' : 'rejected'}, ${percent(corrected, decided)}`;
}

/** Why it was rejected, the most frequent first. */
export function reasonWords({ reasons }: Pick<CorrectionRow, 'reasons'>): string {
  return reasons
    .map(({ preset, count }) => {
      const label = rejectionPresets.find((each) => each.preset === preset)?.label ?? preset;
      return `${label} ${count}`;
    })
    .join(', ');
}
