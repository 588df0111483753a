import { SegmentedControl } from '@mantine/core';
import { type Care, care, type SensitiveSettings } from '../../../shared/model/deciding.ts';
import { careWords } from './care-words.ts';
import style from './deciding.module.css';

type Kind = Exclude<keyof SensitiveSettings, 'fields'>;

const kinds: readonly { kind: Kind; label: string; always: boolean }[] = [
  { kind: 'deletes', label: 'Deleting a record', always: true },
  { kind: 'tokens', label: 'Giving an agent an access token', always: true },
  { kind: 'owners', label: 'Changing who owns a record', always: false },
  { kind: 'amounts', label: 'Setting an amount of money', always: false },
];

/** How much care each kind of what is sensitive takes. */
export function SensitiveKinds(props: {
  settings: SensitiveSettings;
  onChange: (part: Partial<SensitiveSettings>) => void;
}) {
  const { settings, onChange } = props;
  const choose = (kind: Kind, chosen: Care) => {
    if (kind === 'owners' || kind === 'amounts') onChange({ [kind]: chosen });
    else if (chosen !== 'as-usual') onChange({ [kind]: chosen });
  };
  return (
    <ul className={style.list}>
      {kinds.map(({ kind, label, always }) => (
        <li key={kind} className={style.row}>
          <span id={`care-${kind}`}>{label}</span>
          <SegmentedControl
            size="xs"
            aria-labelledby={`care-${kind}`}
            data={care.options
              .filter((value) => !(always && value === 'as-usual'))
              .map((value) => ({ value, label: careWords[value] }))}
            value={settings[kind]}
            onChange={(value) => choose(kind, care.options.find((each) => each === value) ?? 'two-steps')}
          />
        </li>
      ))}
    </ul>
  );
}
