import { NumberInput, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { type Deciding, pace } from '../../../shared/model/deciding.ts';
import { refusalOf } from '../../client/refusal.ts';
import { useDeciding } from '../../desk/use-deciding.ts';
import { Failed, Skeleton } from '../../ui/states.tsx';
import style from './deciding.module.css';
import { SensitiveFields } from './sensitive-fields.tsx';
import { SensitiveKinds } from './sensitive-kinds.tsx';

type Choose = { deciding: Deciding; choose: (next: Partial<Deciding>) => void };

/** Settings, Deciding: what takes more than one press, how fast is too fast, and what happens when nobody decides. */
export function DecidingSection() {
  const { deciding, known, error, choose } = useDeciding();
  if (!known && !error) return <Skeleton of="how decisions are made" />;
  return (
    <section className={style.section} aria-labelledby="deciding-title">
      <h2 id="deciding-title">Deciding</h2>
      <p className={style.quiet}>It holds for every window of this console, and each change stands in the journal.</p>
      {error ? <Failed problem={refusalOf(error)} /> : null}
      <Sensitive deciding={deciding} choose={choose} />
      <KeptPace deciding={deciding} choose={choose} />
      <Undecided deciding={deciding} choose={choose} />
    </section>
  );
}

function Sensitive({ deciding, choose }: Choose) {
  const { sensitive } = deciding;
  return (
    <section className={style.group} aria-labelledby="sensitive">
      <h3 id="sensitive">Sensitive</h3>
      <p className={style.quiet}>
        No key approves what is sensitive, no rule does, and it is left out where many are decided at once. In two
        steps, the card says what it does and asks once more. With two people, another user of the org signs for it too.
      </p>
      <SensitiveKinds settings={sensitive} onChange={(part) => choose({ sensitive: { ...sensitive, ...part } })} />
      <SensitiveFields
        fields={sensitive.fields}
        onChange={(fields) => choose({ sensitive: { ...sensitive, fields } })}
      />
    </section>
  );
}

const paceWords: Record<Deciding['pace'], { label: string; means: string }> = {
  off: { label: 'Off', means: 'Nothing is asked for again, however fast it comes.' },
  flagged: {
    label: 'What is flagged',
    means: 'Asked for of proposals that are flagged, unsure or sensitive.',
  },
  all: { label: 'Everything', means: 'Asked for of every proposal, also where many are decided at once.' },
};

function KeptPace({ deciding, choose }: Choose) {
  return (
    <section className={style.group} aria-labelledby="pace">
      <h3 id="pace">Pace</h3>
      <SegmentedControl
        aria-labelledby="pace"
        data={pace.options.map((value) => ({ value, label: paceWords[value].label }))}
        value={deciding.pace}
        onChange={(value) => choose({ pace: pace.options.find((each) => each === value) ?? 'flagged' })}
      />
      <p className={style.quiet}>
        An approval that comes sooner than its changes can be read (0.4 s, and 0.06 s for each changed word) has to be
        given once more. {paceWords[deciding.pace].means}
      </p>
    </section>
  );
}

function Undecided({ deciding, choose }: Choose) {
  return (
    <section className={style.group} aria-labelledby="undecided">
      <h3 id="undecided">When nobody decides</h3>
      <div className={style.numbers}>
        <HeldNumber
          label="Ends undecided after, hours"
          description="Nothing is approved by it: the agent is told that nobody decided, or a follow-up is made. An action can say otherwise, under Actions."
          value={deciding.expiryHours}
          least={0.25}
          most={8760}
          onChange={(expiryHours) => choose({ expiryHours })}
        />
        <HeldNumber
          label="Told of once more before, minutes"
          description="In every window, on its card and higher in the list. 0 tells nothing."
          value={deciding.reminderMinutes}
          least={0}
          most={10_080}
          whole
          onChange={(reminderMinutes) => choose({ reminderMinutes })}
        />
      </div>
    </section>
  );
}

type HeldNumberProps = {
  label: string;
  description: string;
  value: number;
  least: number;
  most: number;
  whole?: boolean;
  onChange: (value: number) => void;
};

/** A number that is taken when its field is left: half of one that is typed means nothing yet. */
function HeldNumber(props: HeldNumberProps) {
  const { value, least, most, onChange } = props;
  const [typed, setTyped] = useState<string | number | null>(null);
  const take = () => {
    const wanted = typeof typed === 'number' ? typed : Number.NaN;
    setTyped(null);
    if (wanted >= least && wanted <= most && wanted !== value) onChange(wanted);
  };
  return (
    <NumberInput
      label={props.label}
      description={props.description}
      min={least}
      max={most}
      allowNegative={false}
      allowDecimal={!props.whole}
      value={typed ?? value}
      onChange={setTyped}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  );
}
