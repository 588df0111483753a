import { isAccessToken } from '../../../shared/model/access-token.ts';
import { type Action, anyObject, isOffered } from '../../../shared/model/action.ts';
import type { ToolParameter, ToolShape } from '../../../shared/model/tool-shape.ts';
import { toToolShape } from '../../actions/tool-shape.ts';
import type { RunningFeed } from '../running-feed.ts';
import type { OwnDoorParts } from './own-doors.ts';

/** The input that names the call, which the doors add to what an action takes. */
export const callInput: ToolParameter = {
  type: 'string',
  description: 'Id of the call this comes up in, where no header names it. Without it the request stands alone.',
};

/** The actions that agents may ask for, as they are told of them. */
export async function toolShapes(
  parts: Pick<OwnDoorParts, 'catalogue' | 'describe'>,
  feed: RunningFeed,
): Promise<ToolShape[]> {
  const offered = parts.catalogue.all().filter(isOffered);
  return Promise.all(offered.map((action) => toolShapeOf(parts, feed, action)));
}

/** One action as agents are told of it, with the input that names the call. */
export async function toolShapeOf(
  { describe }: Pick<OwnDoorParts, 'describe'>,
  feed: RunningFeed,
  action: Action,
): Promise<ToolShape> {
  const isNoObject = action.object === anyObject || isAccessToken(action);
  const described = isNoObject ? null : await describe(feed, action.object).catch(() => null);
  const shape = toToolShape(action, described);
  if ('call' in shape.parameters.properties) return shape;
  return {
    ...shape,
    parameters: { ...shape.parameters, properties: { ...shape.parameters.properties, call: callInput } },
  };
}

/** Names of required inputs that are missing. */
export function missingInputs({ parameters }: ToolShape, inputs: Readonly<Record<string, unknown>>): string[] {
  return parameters.required.filter(
    (name) => inputs[name] === undefined || inputs[name] === null || inputs[name] === '',
  );
}
