import type { Action } from '../../shared/model/action.ts';
import { type KeptRecording, recordingToken } from '../../shared/model/kept-recording.ts';
import type { FieldDescribe, ObjectDescribe } from '../../shared/model/object-describe.ts';
import type { ProposedValue } from '../../shared/model/proposal.ts';

/** Says whether a recording is linked to, or becomes a file in Salesforce. */
export const recordingMode = 'RecordingMode';
const address = 'ContentUrl';
const bytes = 'VersionData';

/** The address of the recording that is to become a file; null where it is linked, or there is none. */
export function recordingToUpload(object: string, values: readonly ProposedValue[]): string | null {
  if (object !== 'ContentVersion') return null;
  const told = values.find(({ field }) => field === address)?.value;
  if (typeof told !== 'string' || told === '') return null;
  const mode = values.find(({ field }) => field === recordingMode)?.value;
  // What only this computer can find is no link for anybody else.
  return mode === 'upload' || !/^https?:/i.test(told) ? told : null;
}

/** The values of an upload: the file in the place of its address, and a name for it. */
export function asFile(
  values: readonly ProposedValue[],
  { digest, name, bytes: size, mediaType }: KeptRecording,
  describe: ObjectDescribe,
): ProposedValue[] {
  const field = (wanted: string) => describe.fields.find((each) => each.name === wanted);
  return values.flatMap((value) => {
    if (value.field === recordingMode) return [value.value === 'upload' ? value : onlyHere(value)];
    if (value.field !== address) return [value];
    const file: ProposedValue = {
      ...value,
      ...described(bytes, field(bytes), 'Recording'),
      value: recordingToken(digest),
      display: `${name} · ${sizeWords(size)} · ${mediaType}`,
      // Whoever told the address: this is the sound that was there.
      origin: 'fixed',
      evidence: null,
      certainty: 'certain',
      reasons: [`fetched from ${hostOf(String(value.value))}`],
      invalid: null,
    };
    const path: ProposedValue = {
      ...file,
      ...described('PathOnClient', field('PathOnClient'), 'File name'),
      value: name,
      display: null,
      reasons: ['the kind of sound it is'],
    };
    return [file, path];
  });
}

/** The action where its recording becomes a file: that is required then, and not the address. */
export function withFile(of: Action): Action {
  return { ...of, inputs: of.inputs.map((input) => (input.field === address ? { ...input, field: bytes } : input)) };
}

function onlyHere(value: ProposedValue): ProposedValue {
  const reasons = ['nobody else could follow a link to it'];
  return { ...value, value: 'upload', origin: 'fixed', certainty: 'certain', reasons };
}

function described(name: string, field: FieldDescribe | undefined, label: string) {
  return { field: name, label, type: field?.type ?? null };
}

function hostOf(told: string): string {
  return /^https?:/i.test(told) && URL.canParse(told) ? new URL(told).hostname : 'this computer';
}

function sizeWords(size: number): string {
  return size >= 1_000_000 ? `${(size / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(size / 1000))} kB`;
}
