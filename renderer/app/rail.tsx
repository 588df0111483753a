import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useStatus } from '../client/console-context.tsx';
import { useApprovalsPlace } from '../desk/use-approvals-place.ts';
import {
  ApprovalsIcon,
  AutomationsIcon,
  FiguresIcon,
  JournalIcon,
  LiveIcon,
  OutcomesIcon,
  RecordsIcon,
  SettingsIcon,
  SoqlIcon,
} from '../ui/icons.tsx';
import style from './shell.module.css';

/** The way from screen to screen. */
export function Rail() {
  const status = useStatus().value;
  const waiting = status?.waiting ?? 0;
  const approvals = useApprovalsPlace();
  return (
    <nav className={style.rail} aria-label="Screens">
      <div className={style.mark} aria-hidden="true">
        <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
          <path
            d="M21.5 11.2A7.2 7.2 0 1 0 21.5 20.8"
            fill="none"
            stroke="currentColor"
            strokeWidth="3"
            strokeLinecap="round"
          />
          <path
            d="M15 16.2l3 3 6.5-7"
            fill="none"
            stroke="currentColor"
            strokeWidth="2.4"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      </div>
      <RailLink to="/live" icon={<LiveIcon />}>
        Live
      </RailLink>
      <RailLink to="/approvals" leads={approvals} icon={<ApprovalsIcon />} count={waiting}>
        Approvals
      </RailLink>
      <RailLink to="/outcomes" icon={<OutcomesIcon />}>
        Outcomes
      </RailLink>
      <RailLink to="/records" icon={<RecordsIcon />}>
        Records
      </RailLink>
      <RailLink to="/soql" icon={<SoqlIcon />}>
        SOQL
      </RailLink>
      <RailLink to="/automations" icon={<AutomationsIcon />}>
        Automate
      </RailLink>
      <RailLink to="/figures" icon={<FiguresIcon />}>
        Figures
      </RailLink>
      <RailLink to="/journal" icon={<JournalIcon />}>
        Journal
      </RailLink>
      <span className={style.railGap} />
      <RailLink to="/settings" icon={<SettingsIcon />}>
        Settings
      </RailLink>
    </nav>
  );
}

/** Where it `leads` may be a place within the screen. */
function RailLink(props: { to: string; leads?: string; icon: ReactNode; count?: number; children: string }) {
  const [location] = useLocation();
  const here = location === props.to || location.startsWith(`${props.to}/`);
  return (
    <Link to={props.leads ?? props.to} className={style.railLink} aria-current={here ? 'page' : undefined}>
      <span className={style.railIcon}>{props.icon}</span>
      {props.children}
      {props.count ? (
        <span className={style.railCount}>
          {props.count > 999 ? '999+' : props.count}
          <span className="sr-only"> waiting</span>
        </span>
      ) : null}
    </Link>
  );
}
