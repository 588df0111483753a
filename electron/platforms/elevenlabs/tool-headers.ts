/**
 * What a webhook tool's request says of itself. Its body is the tool's own parameters and nothing else, so that the action and
 * the conversation come in headers, which may be filled from the platform's system variables. An address written by hand may
 * name them instead: `?action=update_contact&call=…`.
 */
export const toolHeaders = {
  action: 'X-Countersign-Action',
  /** Filled with `system__conversation_id`. */
  call: 'X-Call-Id',
  /** The tool's own `response_timeout_secs`, which nothing else in a request tells. */
  timeout: 'X-Timeout-Secs',
  /** Filled with `system__agent_id`. */
  agent: 'X-Agent-Id',
  /** May be added for phone agents, filled with `system__caller_id`. */
  caller: 'X-Caller-Id',
  /** May be added for phone agents, filled with `system__call_sid`. */
  callSid: 'X-Call-Sid',
} as const;
