import type { Action, InputMode } from '../../../shared/model/action.ts';
import { defineInput as input } from '../define-input.ts';
import { recordingMode } from '../recording-file.ts';

const fixed = (value: string): { from: InputMode } => ({ from: { mode: 'fixed', value } });
const ofCall = (what: 'id' | 'direction' | 'seconds' | 'date'): { from: InputMode } => ({
  from: { mode: 'from-call', from: { kind: 'call', what } },
});

const logCallOutcome: Action = {
  key: 'log_call_outcome',
  label: 'Log call outcome',
  description: 'Log the call on the caller: what came of it, and where its recording is.',
  object: 'Task',
  operation: 'create',
  writeClass: 'keyed-create',
  record: 'none',
  find: null,
  deprecated: false,
  inputs: [
    input('subject', 'Subject', 'What the call is logged as.', fixed('Call')),
    input('subtype', 'TaskSubtype', 'What makes it a call.', fixed('Call')),
    input('status', 'Status', 'A call that was held is completed.', fixed('Completed')),
    input('disposition', 'CallDisposition', 'What came of the call, in a word or two, such as Resolved.', {
      required: true,
    }),
    input('summary', 'Description', 'What was said and agreed, in a few sentences.'),
    input('call_type', 'CallType', 'Whether the caller called, or was called.', ofCall('direction')),
    input('duration', 'CallDurationInSeconds', 'How long the call took.', ofCall('seconds')),
    input('call_id', 'CallObject', "The platform's id of the call: it tells this log from others.", ofCall('id')),
    input('date', 'ActivityDate', 'The day of the call.', ofCall('date')),
    input('who', 'WhoId', 'The caller.', { from: { mode: 'from-call', from: { kind: 'caller', what: 'person' } } }),
    input('what', 'WhatId', "The caller's account.", {
      from: { mode: 'from-call', from: { kind: 'caller', what: 'account' } },
    }),
  ],
  followedBy: {
    action: 'attach_recording',
    input: 'recording_url',
    field: 'ContentUrl',
    description: 'Where the recording of the call is.',
  },
};

const attachRecording: Action = {
  key: 'attach_recording',
  label: 'Attach recording',
  description: 'Link the recording of the call to what it was logged as, or put it there as a file.',
  object: 'ContentVersion',
  operation: 'create',
  writeClass: 'append',
  record: 'found',
  find: { object: 'Task', through: 'FirstPublishLocationId', anyObject: true, by: [], ofCaller: null },
  deprecated: false,
  inputs: [
    input('recording_url', 'ContentUrl', 'Where the recording is.', { required: true }),
    input('kept_as', recordingMode, 'Whether it is linked (link), or becomes a file in Salesforce (upload).', {
      from: { mode: 'defaulted', value: 'link' },
    }),
    input('title', 'Title', 'What the link is called.', fixed('Call recording')),
    input('record', 'FirstPublishLocationId', 'The record it is linked to.', {
      from: { mode: 'from-call', from: { kind: 'record' } },
    }),
  ],
};

/** What may be done about how a call ended. */
export const outcomeActions: readonly Action[] = [logCallOutcome, attachRecording];
