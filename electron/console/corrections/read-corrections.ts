import type {
  CorrectionCase,
  CorrectionRow,
  Corrections,
  CorrectionsWithin,
} from '../../../shared/contract/corrections-contract.ts';
import { rejection } from '../../../shared/model/proposal.ts';
import type { Catalogue } from '../../actions/catalogue.ts';
import type { Store } from '../../store/open-store.ts';
import { countActions, countInputs, editedCases, type OfRow, rejectedCases } from './corrected.ts';
import { repairsOfAction, repairsOfInput } from './suggest-repairs.ts';

const examples = 5;

/** What people changed of what was proposed: counted anew from the journal each time. */
export async function readCorrections(
  parts: { store: Pick<Store, 'db'>; catalogue: Catalogue },
  within: CorrectionsWithin,
): Promise<Corrections> {
  const { store, catalogue } = parts;
  const [inputs, actions, edited, rejected] = await Promise.all([
    countInputs(store, within),
    countActions(store, within),
    editedCases(store, within),
    rejectedCases(store, within),
  ]);
  const edits = Map.groupBy(edited, keyOf);
  const rejections = Map.groupBy(rejected, keyOf);
  const ofInputs = inputs
    .filter((each) => each.edited > 0)
    .map((each): CorrectionRow => {
      const { platform, action: key, field, label, decided } = each;
      const action = catalogue.find(key);
      const cases = (edits.get(keyOf(each)) ?? []).map(({ of }) => of);
      const name = action?.inputs.find((input) => input.field === field)?.name ?? null;
      return {
        platform,
        action: key,
        label: action?.label ?? labelIn(actions, key),
        input: { field, name, label },
        decided,
        corrected: each.edited,
        reasons: [],
        examples: cases.slice(0, examples),
        repairs: repairsOfInput(platform, action, { field, decided, edits: cases }),
      };
    });
  const ofActions = [...Map.groupBy(actions, (each) => keyOf({ ...each, field: null }))].flatMap(
    ([key, counts]): CorrectionRow[] => {
      const [first] = counts;
      const reasons = counts.flatMap(({ preset, count }) => {
        const known = rejection.shape.preset.safeParse(preset).data;
        return known ? [{ preset: known, count }] : [];
      });
      const corrected = reasons.reduce((sum, { count }) => sum + count, 0);
      if (!first || corrected === 0) return [];
      const action = catalogue.find(first.action);
      return [
        {
          platform: first.platform,
          action: first.action,
          label: action?.label ?? first.label,
          input: null,
          decided: counts.reduce((sum, { count }) => sum + count, 0),
          corrected,
          reasons: reasons.sort((a, b) => b.count - a.count),
          examples: (rejections.get(key) ?? []).map(({ of }) => of).slice(0, examples),
          repairs: repairsOfAction(first.platform, action, reasons),
        },
      ];
    },
  );
  return {
    decided: actions.reduce((sum, { count }) => sum + count, 0),
    edited: actions.reduce((sum, each) => sum + each.edited, 0),
    rejected: actions.reduce((sum, { preset, count }) => sum + (preset === null ? 0 : count), 0),
    rows: [...ofInputs, ...ofActions].sort(
      (a, b) => b.corrected - a.corrected || b.corrected / b.decided - a.corrected / a.decided,
    ),
  };
}

/** The newest cases of one row. */
export async function correctionCases(
  store: Pick<Store, 'db'>,
  within: CorrectionsWithin,
  row: OfRow,
): Promise<CorrectionCase[]> {
  const found = await (row.field === null ? rejectedCases : editedCases)(store, within, row);
  return found.map(({ of }) => of);
}

function keyOf({ platform, action, field }: OfRow): string {
  return JSON.stringify([platform, action, field]);
}

function labelIn(actions: readonly { action: string; label: string }[], key: string): string {
  return actions.find(({ action }) => action === key)?.label ?? key;
}
