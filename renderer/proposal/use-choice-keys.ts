import { type RefObject, useEffect, useRef } from 'react';
import type { ChoiceCommand } from '../desk/key-command.ts';
import { type KeyHandlers, useKeys } from '../desk/keys.tsx';

const commands = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `choice-${number}` as ChoiceCommand);
// As on the desk: a key pressed sooner was meant for what stood there before.
const guardMs = 300;
const rowPx = 40;

/** Lets a number key choose one of what the chosen card offers; out of sight, it only shows them. */
export function useChoiceKeys<Choice extends { id: string }>(
  active: boolean,
  choices: readonly Choice[],
  act: { box: RefObject<HTMLElement | null>; choose: (choice: Choice) => void },
): void {
  const offered = `${active} ${choices.map(({ id }) => id).join(' ')}`;
  const since = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the guard begins anew with every other offer
  useEffect(() => {
    since.current = Date.now();
  }, [offered]);

  const press = (choice: Choice) => () => {
    if (Date.now() - since.current < guardMs) return;
    if (isInView(act.box.current)) act.choose(choice);
    else act.box.current?.scrollIntoView({ block: 'nearest' });
  };
  const handlers: KeyHandlers = {};
  for (const [at, command] of commands.entries()) {
    const choice = choices[at];
    if (active && choice) handlers[command] = press(choice);
  }
  useKeys(handlers);
}

function isInView(box: HTMLElement | null): boolean {
  if (!box) return false;
  const { top } = box.getBoundingClientRect();
  return top >= 0 && top < window.innerHeight - rowPx;
}
