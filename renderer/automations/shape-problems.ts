import type { DraftProblem } from '../../shared/contract/automations-contract.ts';
import { type AutomationDraft, automationDraft } from '../../shared/model/automation.ts';

type Path = readonly PropertyKey[];

/** What in a draft cannot even be kept as it is, by the field it stands in; the console says what else is wrong. */
export function shapeProblems(draft: AutomationDraft): DraftProblem[] {
  const read = automationDraft.safeParse(draft);
  if (read.success) return [];
  const found = read.error.issues.map(({ path }) => problemAt(draft, path));
  return found.filter((each, at) => found.findIndex((other) => sameField(each, other)) === at);
}

function sameField(a: DraftProblem, b: DraftProblem): boolean {
  return a.step === b.step && a.field === b.field;
}

function problemAt(draft: AutomationDraft, [part, ...rest]: Path): DraftProblem {
  if (part === 'trigger') return { step: null, field: fieldOf(rest), message: wordsFor(rest) };
  const step = part === 'steps' && typeof rest[0] === 'number' ? draft.steps[rest[0]] : undefined;
  if (!step) return { step: null, field: String(part), message: wordsFor([part ?? '']) };
  const [, ...inStep] = rest;
  const named = step.kind === 'action' && inStep[0] === 'values' && typeof inStep[1] === 'number';
  const field = named ? `values.${step.values[Number(inStep[1])]?.field ?? ''}` : fieldOf(inStep);
  return { step: step.key, field, message: wordsFor(inStep) };
}

/** The field of the form: of a list, with the place in it. */
function fieldOf([field, at]: Path): string {
  const isListed = field === 'values' || field === 'variables' || field === 'attributes';
  return isListed && typeof at === 'number' ? `${String(field)}.${at}` : String(field);
}

function wordsFor([field, , part]: Path): string {
  if (part === 'name' || part === 'field') return 'Give it a name.';
  return fieldWords[String(field)] ?? 'It cannot be kept like this.';
}

const fieldWords: Readonly<Record<string, string>> = {
  name: 'Give it a name first.',
  label: 'Give the step a name.',
  object: 'Say which object, by its API name, such as Contact.',
  fields: 'Fields go by their API names, such as Phone.',
  when: 'Times of day are written as 09:00, and there is at least one.',
  where: 'A question asks about no value.',
  via: 'Choose whom it goes out through.',
  idempotencyHeader: 'A header has letters, digits and dashes.',
};
