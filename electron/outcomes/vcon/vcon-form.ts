/** The version of the container draft that is written (draft-ietf-vcon-vcon-container). */
export const vconVersion = '0.0.2';

/** Who wrote what is not the conversation itself. */
export const vendor = 'Countersign';

/** Forms of what Countersign attaches; a number is raised when what a reader knows would mean something else. */
export const schemas = {
  call: 'countersign.call/1',
  proposal: 'countersign.proposal/1',
  decision: 'countersign.decision/1',
  beforeImage: 'countersign.before-image/1',
  receipt: 'countersign.receipt/1',
  outcome: 'countersign.outcome/1',
} as const;

/** A vCon as it is written: only what Countersign writes of it. */
export type WrittenVcon = {
  vcon: string;
  uuid: string;
  created_at: string;
  subject: string;
  parties: WrittenParty[];
  dialog: (WrittenDialog | WrittenRecording)[];
  analysis: WrittenAnalysis[];
  attachments: WrittenAttachment[];
};

export type WrittenParty = { tel?: string; mailto?: string; name?: string; role: string };

export type WrittenDialog = {
  type: 'text';
  start: string;
  duration?: number;
  parties: number[];
  originator: number;
  mediatype: 'text/plain';
  application: string;
  encoding: 'none';
  body: string;
};

/** The sound of the call: within the file, or where it is and what it must be. */
export type WrittenRecording = {
  type: 'recording';
  start: string;
  duration: number;
  parties: number[];
  mediatype: string;
  filename?: string;
} & ({ encoding: 'base64url'; body: string } | { url: string; content_hash?: string });

export type WrittenAnalysis = {
  type: string;
  dialog: number[];
  vendor: string;
  schema?: string;
  mediatype: string;
  encoding: 'none' | 'json';
  body: unknown;
};

export type WrittenAttachment = {
  purpose: string;
  start: string;
  dialog?: number;
  mediatype: 'application/json';
  encoding: 'json';
  body: Record<string, unknown>;
};
