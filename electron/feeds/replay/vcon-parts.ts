import type { Party } from '../../../shared/model/call.ts';
import { toTime } from './told-values.ts';
import { readParties } from './vcon-parties.ts';
import {
  type Vcon,
  type VconAnalysis,
  type VconAttachment,
  type VconDialog,
  vconAnalysis,
  vconAttachment,
  vconDialog,
} from './vcon-shape.ts';

/** The parts of a vCon; parties and dialogs at the index they have in the file, a dialog null where it cannot be read. */
export type VconParts = {
  parties: Party[];
  dialogs: (VconDialog | null)[];
  analyses: VconAnalysis[];
  attachments: VconAttachment[];
  /** When the first dialog began, milliseconds since the epoch. */
  startedAt: number | null;
};

/** Reads the parts of a vCon one by one, so that an odd one does not lose the others. */
export function readVconParts(vcon: Vcon): VconParts {
  const dialogs = vcon.dialog.map((each) => vconDialog.safeParse(each).data ?? null);
  const starts = dialogs.flatMap((dialog) => toTime(dialog?.start) ?? []);
  return {
    parties: readParties(vcon.parties),
    dialogs,
    analyses: vcon.analysis.flatMap((each) => vconAnalysis.safeParse(each).data ?? []),
    attachments: vcon.attachments.flatMap((each) => vconAttachment.safeParse(each).data ?? []),
    startedAt: starts.length > 0 ? starts.reduce((one, other) => Math.min(one, other)) : toTime(vcon.created_at),
  };
}
