import { UnstyledButton } from '@mantine/core';
import style from './chip-choice.module.css';

type ChipChoiceProps<Show extends string> = {
  choices: readonly { show: Show; label: string }[];
  counts: ReadonlyMap<Show, number>;
  chosen: Show;
  onChoose: (show: Show) => void;
};

/** Ways to narrow a list, with how many pass each. */
export function ChipChoice<Show extends string>({ choices, counts, chosen, onChoose }: ChipChoiceProps<Show>) {
  return (
    <fieldset className={style.chips}>
      <legend className="sr-only">Show</legend>
      {choices.map(({ show, label }) => (
        <UnstyledButton key={show} className={style.chip} aria-pressed={show === chosen} onClick={() => onChoose(show)}>
          {label} <span className={style.count}>{counts.get(show) ?? 0}</span>
        </UnstyledButton>
      ))}
    </fieldset>
  );
}
