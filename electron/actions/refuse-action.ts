import { type Action, action } from '../../shared/model/action.ts';

const keyShape = /^[a-z][a-z0-9_]{2,39}$/;
const inputShape = /^[a-z][a-z0-9_]{0,39}$/;
const fieldShape = /^[A-Za-z]\w{0,79}(\.Name)?$/;
const mostInputs = 60;

/** Why an action cannot stand in the catalogue, as one sentence; null where it can. `shipped` is how it came, if it did. */
export function refuseAction(of: Action, shipped: Action | null): string | null {
  if (!keyShape.test(of.key))
    return 'A key is 3 to 40 small letters, digits and underscores, and begins with a letter.';
  if (of.label.trim() === '' || of.description.trim() === '') return 'An action needs a label and a description.';
  if (of.inputs.length > mostInputs) return `An action has at most ${mostInputs} inputs.`;
  const misnamed = of.inputs.find(({ name, field }) => !inputShape.test(name) || !fieldShape.test(field));
  if (misnamed) return `“${misnamed.name}” or its field “${misnamed.field}” is no name.`;
  const unnamed = of.inputs.find(
    ({ from }) => from.mode === 'from-call' && from.from.kind === 'variable' && from.from.name.trim() === '',
  );
  if (unnamed) return `Name the call variable that “${unnamed.name}” is taken from.`;
  const twice = repeated(of.inputs.map(({ name }) => name)) ?? repeated(of.inputs.map(({ field }) => field));
  if (twice) return `“${twice}” stands twice among the inputs.`;
  return shipped ? refuseChange(of, shipped) : refuseOwn(of);
}

/** What an action does to which record is not a matter of words: it stays as it came. */
function refuseChange(of: Action, shipped: Action): string | null {
  // Both read by the same schema: their keys are in one order then.
  const core = (whole: Action) => {
    const { object, operation, writeClass, record, find, followedBy } = action.parse(whole);
    return JSON.stringify([object, operation, writeClass, record, find, followedBy]);
  };
  return core(of) === core(shipped)
    ? null
    : 'What a built-in action does cannot be changed. Make an action of your own instead.';
}

function refuseOwn(of: Action): string | null {
  if (!/^[A-Za-z]\w{0,79}$/.test(of.object)) return 'Choose the object it is about.';
  if (of.operation === 'create') {
    return of.writeClass === 'keyed-create' && of.record === 'none' ? null : 'It is not put together as a create.';
  }
  if (of.operation !== 'update') return 'An action of your own creates or updates.';
  const isUpdate = of.writeClass === 'absolute-update' && (of.record === 'caller' || of.record === 'given');
  return isUpdate ? null : 'It is not put together as an update.';
}

function repeated(names: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of names.map((each) => each.toLowerCase())) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}
