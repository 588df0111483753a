import { describe, expect, test } from 'vitest';
import { builtInActions } from '../../electron/actions/built-in/built-in-actions.ts';
import { toToolShape } from '../../electron/actions/tool-shape.ts';
import { toElevenLabsTool } from '../../electron/platforms/elevenlabs/tool-definition.ts';
import { toMcpTool } from '../../electron/platforms/mcp/tool-definition.ts';
import { toRetellTool } from '../../electron/platforms/retell/tool-definition.ts';
import { toVapiTool } from '../../electron/platforms/vapi/tool-definition.ts';
import { toVoiceflowTool } from '../../electron/platforms/voiceflow/tool-definition.ts';

const url = 'https://console.example/intake/vapi';

function shapeOf(key: string) {
  const found = builtInActions.find((action) => action.key === key);
  if (!found) throw new Error(key);
  return toToolShape(found, null);
}

describe('a tool definition', () => {
  test('tells the LLM only of what the conversation may set', () => {
    const { parameters } = shapeOf('create_case');
    expect(Object.keys(parameters.properties)).toContain('subject');
    expect(Object.keys(parameters.properties)).not.toContain('contact');
    expect(Object.keys(parameters.properties)).not.toContain('origin');
    expect(parameters.required).toEqual(['subject']);
  });

  test('tells how a record is named', () => {
    expect(Object.keys(shapeOf('add_comment').parameters.properties)).toEqual([
      'case_number',
      'record_id',
      'comment',
      'public',
    ]);
    expect(shapeOf('update_object').parameters.required).toEqual(['object', 'record_id']);
    expect(Object.keys(shapeOf('log_call_outcome').parameters.properties)).toContain('recording_url');
  });

  test('hints to an MCP client what it may do', () => {
    expect(toMcpTool(shapeOf('run_soql')).annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
    expect(toMcpTool(shapeOf('delete_object')).annotations).toMatchObject({
      readOnlyHint: false,
      destructiveHint: true,
    });
    expect(toMcpTool(shapeOf('add_comment')).annotations).toMatchObject({ idempotentHint: false });
  });

  test('has the form its platform takes', () => {
    const shape = shapeOf('add_topic');
    expect(toVapiTool(shape, url)).toMatchObject({
      type: 'function',
      function: { name: 'add_topic' },
      server: { url },
    });
    expect(toRetellTool(shape, url)).toMatchObject({ type: 'custom', name: 'add_topic', url, method: 'POST' });
    expect(toElevenLabsTool(shape, url)).toMatchObject({
      type: 'webhook',
      response_timeout_secs: 120,
      api_schema: { url, method: 'POST', request_headers: { 'X-Timeout-Secs': '120' } },
    });
    expect(toVoiceflowTool(shape, url)).toMatchObject({
      name: 'add_topic',
      inputVariables: expect.arrayContaining([{ name: 'topic', description: expect.any(String), required: true }]),
      request: { url, body: { action: 'add_topic', call: '{session_id}', inputs: { topic: '{topic}' } } },
    });
  });
});
