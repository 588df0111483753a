import type { CorrectionCase, Repair } from '../../../shared/contract/corrections-contract.ts';
import type { Action, ActionInput } from '../../../shared/model/action.ts';
import type { FieldValue } from '../../../shared/model/field-value.ts';
import type { Rejection } from '../../../shared/model/proposal.ts';
import { repairTerm } from '../../platforms/repair-terms.ts';

/** Fewer corrections than these are no pattern. */
const leastCases = 2;
/** The share of cases from which they are one. */
const mostly = 0.6;

type Edit = Pick<CorrectionCase, 'before' | 'after'>;
type Draft = Omit<Repair, 'where'>;

/** What would have kept the edits of one input from being needed. */
export function repairsOfInput(
  platform: string,
  action: Action | null,
  of: { field: string; decided: number; edits: readonly Edit[] },
): Repair[] {
  const input = action?.inputs.find(({ field }) => field === of.field);
  if (!action || !input || of.edits.length < leastCases) return [];
  return [repairOfEdits(action, input, of)].map((draft) => ({
    ...draft,
    where: repairTerm(platform, { kind: draft.kind, action: action.key, input: input.name }),
  }));
}

function repairOfEdits(action: Action, input: ActionInput, of: { decided: number; edits: readonly Edit[] }): Draft {
  const { edits, decided } = of;
  const here = { action: action.key, input: input.name };
  const share = (fits: (edit: Edit) => boolean) => edits.filter(fits).length / edits.length;
  const described = (hint: string) =>
    input.description.includes(hint) ? input.description : `${input.description} ${hint}`.trim();
  const [example] = edits;
  const same = mostOften(edits.map(({ after }) => after ?? null));
  const percent = (part: number) => `${Math.round(part * 100)} %`;
  if (
    !isBlank(same.value) &&
    same.count / edits.length >= mostly &&
    edits.length / decided >= mostly &&
    edits.length > leastCases
  ) {
    return {
      kind: 'fix',
      title: 'Make this input fixed',
      why: `${same.count} of ${edits.length} edits made it “${String(same.value)}”.`,
      here: { ...here, fixed: same.value },
    };
  }
  if (share(({ after }) => isBlank(after)) >= mostly) {
    const hint = 'Leave it out unless the caller says it.';
    const why = `${percent(share(({ after }) => isBlank(after)))} of the edits emptied it.`;
    return {
      kind: 'describe',
      title: 'Describe when to leave it out',
      why,
      here: { ...here, description: described(hint) },
    };
  }
  if (share(({ before }) => isBlank(before)) >= mostly) {
    const why = `${percent(share(({ before }) => isBlank(before)))} of the edits filled in what was missing.`;
    return { kind: 'require', title: 'Make this input required', why, here: { ...here, required: true } };
  }
  if (share(isFormOnly) >= mostly) {
    const form = edits.find(isFormOnly)?.after;
    const hint = `Write it as “${String(form)}”.`;
    const why = `${percent(share(isFormOnly))} of the edits only wrote it another way.`;
    return {
      kind: 'describe',
      title: 'Describe how it is written',
      why,
      here: { ...here, description: described(hint) },
    };
  }
  const was = isBlank(example?.before) ? '' : `, not “${shortened(example?.before)}”`;
  return {
    kind: 'describe',
    title: 'Describe it by an example',
    why: `${edits.length} edits, each to something else.`,
    here: { ...here, description: described(`Such as “${shortened(example?.after)}”${was}.`) },
  };
}

/** What would have kept an action from being rejected. */
export function repairsOfAction(
  platform: string,
  action: Action | null,
  reasons: readonly { preset: Rejection['preset']; count: number }[],
): Repair[] {
  if (!action) return [];
  const number = (preset: Rejection['preset']) => reasons.find((each) => each.preset === preset)?.count ?? 0;
  const whole = { action: action.key, input: null };
  const said = (hint: string) =>
    action.description.includes(hint) ? action.description : `${action.description} ${hint}`.trim();
  const drafts: Draft[] = [];
  const times = (count: number) => `Rejected ${count} times`;
  if (number('not-said') >= leastCases) {
    const description = said('Ask for it only when the caller said so in this call.');
    const why = `${times(number('not-said'))} because the caller had not said it.`;
    drafts.push({ kind: 'describe', title: 'Describe when to ask for it', why, here: { ...whole, description } });
  }
  const unknown = number('wrong-record') + number('already-done');
  if (unknown >= leastCases) {
    const why =
      number('wrong-record') >= number('already-done')
        ? `${times(unknown)} because it was about the wrong record, or done already.`
        : `${times(unknown)} because it was done already, or about the wrong record.`;
    drafts.push({ kind: 'lookup', title: 'Add a look-up step', why, here: null });
  }
  if (number('identity-check') >= leastCases) {
    const description = said('Ask for it only after the caller was identified.');
    const why = `${times(number('identity-check'))} because the caller was not identified.`;
    drafts.push({ kind: 'verify', title: 'Identify the caller first', why, here: { ...whole, description } });
  }
  return drafts.map((draft) => ({ ...draft, where: repairTerm(platform, { kind: draft.kind, ...whole }) }));
}

function isBlank(value: FieldValue | null | undefined): boolean {
  return value === null || value === undefined || value === '';
}

/** The same letters and digits, written another way. */
function isFormOnly({ before, after }: Edit): boolean {
  return !isBlank(before) && bare(before) === bare(after);
}

function bare(value: FieldValue | null | undefined): string {
  return String(value ?? '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function shortened(value: FieldValue | null | undefined): string {
  const text = String(value ?? '');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function mostOften(values: readonly FieldValue[]): { value: FieldValue; count: number } {
  const counts = new Map<FieldValue, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return { value: most?.[0] ?? null, count: most?.[1] ?? 0 };
}
