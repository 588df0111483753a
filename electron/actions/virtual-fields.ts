import type { FieldDescribe, ObjectDescribe } from '../../shared/model/object-describe.ts';
import { recordingMode } from './recording-file.ts';

/** A topic by its name: Salesforce knows assignments by the topic's id only. */
export const topicName = 'Topic.Name';

const topicField: FieldDescribe = {
  name: topicName,
  label: 'Topic',
  type: 'string',
  length: 99,
  precision: 0,
  scale: 0,
  digits: 0,
  nillable: false,
  createable: true,
  updateable: false,
  defaultedOnCreate: false,
  restrictedPicklist: false,
  externalId: false,
  unique: false,
  filterable: true,
  nameField: false,
  picklistValues: [],
  referenceTo: [],
  relationshipName: null,
  inlineHelpText: 'A topic of this name is found, or made.',
};

const recordingModeField: FieldDescribe = {
  ...topicField,
  name: recordingMode,
  label: 'Kept as',
  type: 'picklist',
  length: 255,
  nillable: true,
  filterable: false,
  restrictedPicklist: true,
  picklistValues: [
    { value: 'link', label: 'A link to the recording', active: true, defaultValue: true },
    { value: 'upload', label: 'A file in Salesforce', active: true, defaultValue: false },
  ],
  inlineHelpText: 'A file stays when the platform deletes its recordings; a link is small.',
};

/** An object's describe with the fields that Countersign writes in more than one step. */
export function withVirtualFields(of: ObjectDescribe): ObjectDescribe {
  if (of.name === 'ContentVersion') return { ...of, fields: [...of.fields, recordingModeField] };
  if (of.name !== 'TopicAssignment') return of;
  // The id is found by the name.
  const fields = of.fields.map((field) => (field.name === 'TopicId' ? { ...field, nillable: true } : field));
  return { ...of, fields: [topicField, ...fields] };
}
