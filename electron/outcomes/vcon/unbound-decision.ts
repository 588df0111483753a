import { z } from 'zod';
import { fieldValues } from '../../../shared/model/field-value.ts';
import { canonicalPayload } from '../../../shared/model/payload.ts';
import { decision, proposal } from '../../../shared/model/proposal.ts';
import { payloadHash } from '../../proposals/executor/payload-hash.ts';
import { schemas } from './vcon-form.ts';

const payload = z.object({
  org: z.string(),
  proposal: z.string(),
  operation: proposal.shape.operation,
  object: z.string(),
  recordId: z.string().nullable(),
  fields: fieldValues,
  saveAnyway: z.literal(true).optional(),
  assignmentRules: z.literal(true).optional(),
});

const decisionAttachment = z.object({
  purpose: z.literal('decision'),
  body: z.object({
    schema: z.literal(schemas.decision),
    reference: z.string(),
    decision: decision.nullable(),
    payload: payload.nullable(),
  }),
});

/** A sentence about the first decision whose payload is not what the decider's hash names; null where all are. */
export function unboundDecision(attachments: readonly unknown[]): string | null {
  for (const each of attachments) {
    const body = decisionAttachment.safeParse(each).data?.body;
    if (!body?.decision?.payloadHash || !body.payload) continue;
    if (payloadHash(canonicalPayload(body.payload)) !== body.decision.payloadHash) {
      return `The payload of ${body.reference} is not the one that was approved.`;
    }
  }
  return null;
}
