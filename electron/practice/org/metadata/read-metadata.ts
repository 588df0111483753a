import { z } from 'zod';
import type { OrgMetadata } from './org-metadata.ts';

const choice = z.union([
  z.string(),
  z.object({
    value: z.string(),
    label: z.string().optional(),
    default: z.boolean().optional(),
    validFor: z.array(z.string()).optional(),
  }),
]);

const field = z.object({
  name: z.string().regex(/^\w+__c$/, 'the name of a custom field ends in __c'),
  label: z.string(),
  type: z.enum([
    'string',
    'textarea',
    'boolean',
    'int',
    'double',
    'currency',
    'percent',
    'date',
    'datetime',
    'email',
    'phone',
    'url',
    'picklist',
    'multipicklist',
    'reference',
    'autonumber',
  ]),
  length: z.number().int().positive().optional(),
  precision: z.number().int().positive().optional(),
  scale: z.number().int().nonnegative().optional(),
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  externalId: z.boolean().optional(),
  caseSensitive: z.boolean().optional(),
  defaultValue: z.union([z.string(), z.number(), z.boolean()]).optional(),
  values: z.array(choice).optional(),
  restricted: z.boolean().optional(),
  controlledBy: z.string().optional(),
  referenceTo: z.union([z.string(), z.array(z.string())]).optional(),
  relationshipName: z.string().optional(),
  childRelationshipName: z.string().optional(),
  help: z.string().optional(),
});

const rights = z.object({ create: z.boolean(), read: z.boolean(), update: z.boolean(), delete: z.boolean() }).partial();

const metadata = z.strictObject({
  objects: z
    .array(
      z.object({
        name: z.string().regex(/^\w+__c$/, 'the name of a custom object ends in __c'),
        label: z.string(),
        labelPlural: z.string().optional(),
        nameField: z.object({ label: z.string().optional(), autoNumber: z.string().optional() }).optional(),
        fields: z.array(field).optional(),
      }),
    )
    .optional(),
  fields: z.array(field.extend({ object: z.string() })).optional(),
  recordTypes: z
    .array(
      z.object({
        object: z.string(),
        name: z.string(),
        developerName: z.string(),
        picklists: z.record(z.string(), z.array(z.string())).optional(),
      }),
    )
    .optional(),
  validationRules: z
    .array(
      z.object({
        object: z.string(),
        name: z.string(),
        when: z.string(),
        message: z.string(),
        field: z.string().optional(),
      }),
    )
    .optional(),
  duplicateRules: z
    .array(
      z.object({
        object: z.string(),
        name: z.string(),
        label: z.string().optional(),
        fields: z.array(z.string()).min(1),
        action: z.enum(['alert', 'block']),
        message: z.string().optional(),
      }),
    )
    .optional(),
  assignmentRules: z
    .array(z.object({ object: z.string(), name: z.string(), when: z.string().optional(), owner: z.string() }))
    .optional(),
  permissions: z
    .array(
      z.object({
        profile: z.string(),
        apiEnabled: z.boolean().optional(),
        objects: z.record(z.string(), rights).optional(),
        fields: z.record(z.string(), z.enum(['hidden', 'read'])).optional(),
      }),
    )
    .optional(),
  clients: z
    .array(
      z.object({
        clientId: z.string().min(1),
        name: z.string(),
        secret: z.string().optional(),
        redirectUris: z.array(z.string()),
        certificate: z.string().optional(),
        rotateRefreshTokens: z.boolean().optional(),
        runAs: z.string().optional(),
      }),
    )
    .optional(),
  rows: z
    .array(z.object({ object: z.string(), name: z.string().optional(), values: z.record(z.string(), z.unknown()) }))
    .optional(),
});

/** Reads the contents of a metadata file; what is wrong with it is told with its place. */
export function readMetadata(json: unknown): OrgMetadata {
  const read = metadata.safeParse(json);
  if (read.success) return read.data;
  const problems = read.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
  throw new Error(`The metadata cannot be used. ${problems.join('; ')}`);
}
