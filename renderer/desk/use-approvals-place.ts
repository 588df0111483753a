import { useRef } from 'react';
import { useLocation } from 'wouter';
import { deskPath, readDeskFilter } from '../../shared/model/desk-filter.ts';

const whole = deskPath({});
const narrowed = `${whole}/in/`;

/** Where the way to Approvals leads: back to what was listed there last; from there, to everything that waits. */
export function useApprovalsPlace(): string {
  const [location] = useLocation();
  const last = useRef(whole);
  const isThere = location === whole || location.startsWith(narrowed);
  if (isThere) last.current = withoutCard(location);
  return isThere ? whole : last.current;
}

/** A card that was sought once is not sought again. */
function withoutCard(location: string): string {
  if (!location.startsWith(narrowed)) return whole;
  return deskPath({ ...readDeskFilter(decodeURIComponent(location.slice(narrowed.length))), card: undefined });
}
