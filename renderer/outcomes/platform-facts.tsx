import type { Call } from '../../shared/model/call.ts';
import { SectionLabel } from '../ui/states.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './outcome-panel.module.css';

/** What the platform itself told of the call after its end, as it told it. */
export function PlatformFacts({ of }: { of: Call }) {
  const { analysis, endReason, transfers = [] } = of;
  const facts: (readonly [string, string])[] = [
    ...(endReason ? [['Ended', endReason] as const] : []),
    ...transfers.map(({ to }) => ['Handed over', to ?? 'to somebody'] as const),
    ...(typeof analysis?.successful === 'boolean'
      ? [['Judged', analysis.successful ? 'a success' : 'no success'] as const]
      : []),
    ...Object.entries(analysis?.values ?? {}),
  ];
  if (facts.length === 0) return null;
  return (
    <>
      <SectionLabel>Told by the platform</SectionLabel>
      <dl className={style.told}>
        {facts.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
          <div key={`${index} ${name}`} className={style.part}>
            <dt>
              <VisibleText text={name} />
            </dt>
            <dd>
              <VisibleText text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
