import { Radio } from '@mantine/core';
import { type OrgColour, orgColour } from '../../../shared/contract/org-views.ts';
import { OrgDot } from '../../ui/org-mark.tsx';
import { colourWords } from './org-words.ts';
import style from './orgs.module.css';

/** Chooses the colour an org is told by. */
export function ColourChoice(props: { value: OrgColour; onChoose: (colour: OrgColour) => void }) {
  return (
    <Radio.Group
      label="Colour"
      value={props.value}
      onChange={(value) => props.onChoose(orgColour.options.find((each) => each === value) ?? 'grey')}
    >
      <div className={style.colours}>
        {orgColour.options.map((colour) => (
          <Radio
            key={colour}
            value={colour}
            label={
              <span className={style.colour}>
                <OrgDot colour={colour} />
                {colourWords[colour]}
              </span>
            }
          />
        ))}
      </div>
    </Radio.Group>
  );
}
