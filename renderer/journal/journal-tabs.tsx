import { Link, useLocation } from 'wouter';
import style from './journal.module.css';

const tabs = [
  { to: '/journal', label: 'Journal' },
  { to: '/journal/corrections', label: 'Corrections' },
];

/** The journal, and what is counted from it. The one in view is the heading. */
export function JournalTabs() {
  const [location] = useLocation();
  return (
    <nav className={style.tabs} aria-label="Journal">
      {tabs.map(({ to, label }) =>
        location === to ? (
          <h1 key={to} className={style.title} aria-current="page">
            {label}
          </h1>
        ) : (
          <Link key={to} to={to} className={style.tab}>
            {label}
          </Link>
        ),
      )}
    </nav>
  );
}
