import type { ReactNode } from 'react';

function Icon(props: { children: ReactNode; size?: number }) {
  const size = props.size ?? 18;
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {props.children}
    </svg>
  );
}

type IconProps = { size?: number };

/** A call going on. */
export function LiveIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="10" cy="10" r="2.2" fill="currentColor" stroke="none" />
      <path d="M6 6a5.7 5.7 0 0 0 0 8M14 6a5.7 5.7 0 0 1 0 8M3.4 3.6a9 9 0 0 0 0 12.8M16.6 3.6a9 9 0 0 1 0 12.8" />
    </Icon>
  );
}

/** Something to countersign. */
export function ApprovalsIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M16.5 9.5V15a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 15V5A1.5 1.5 0 0 1 5 3.500h7" />
      <path d="M7 9.500l3 3 7-8" />
    </Icon>
  );
}

/** What became of calls. */
export function OutcomesIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M4 10.500h2.500l2-5 3 9 2-4H16" />
      <path d="M3 3.500v13h14" />
    </Icon>
  );
}

/** Pauses what is played. */
export function PauseIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M7 4.500v11M13 4.500v11" strokeWidth="2.4" />
    </Icon>
  );
}

/** Marked to be looked at. */
export function FlagIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M5 17V3.500M5 4h9l-2 3.500 2 3.500H5" />
    </Icon>
  );
}

/** Records of an org. */
export function RecordsIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <rect x="3" y="4" width="14" height="12" rx="1.5" />
      <path d="M3 8h14M7.500 8v8" />
    </Icon>
  );
}

/** What runs by itself, step by step. */
export function AutomationsIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="5" cy="5" r="2" />
      <circle cx="15" cy="10" r="2" />
      <circle cx="5" cy="15" r="2" />
      <path d="M7 5h4a4 4 0 0 1 4 3M13 10H9M7 15h2" />
    </Icon>
  );
}

/** How much, how often, how long. */
export function FiguresIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M5.500 16v-5M10 16V4.500M14.500 16V8.500M3 16.500h14" />
    </Icon>
  );
}

/** What was decided and written. */
export function JournalIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M5.5 2.800h9a1 1 0 0 1 1 1v12.400a1 1 0 0 1-1 1h-9a1.5 1.5 0 0 1-1.5-1.500V4.300a1.5 1.5 0 0 1 1.5-1.500zM7.5 7h5M7.5 10h5M7.5 13h3" />
    </Icon>
  );
}

/** Asking the org. */
export function SoqlIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3.500 4.500h13v11h-13zM6.500 8l2.500 2-2.500 2M10.500 12.500h3" />
    </Icon>
  );
}

/** Settings. */
export function SettingsIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3 6h7M14 6h3M3 14h3M10 14h7" />
      <circle cx="12" cy="6" r="2" />
      <circle cx="8" cy="14" r="2" />
    </Icon>
  );
}

/** Looking for something. */
export function SearchIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="9" cy="9" r="5" />
      <path d="M13 13l4 4" />
    </Icon>
  );
}

/** Opens elsewhere. */
export function LinkOutIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M8 5H5.500A1.5 1.5 0 0 0 4 6.500v8A1.5 1.5 0 0 0 5.5 16h8a1.5 1.5 0 0 0 1.5-1.500V12M11 4h5v5M16 4l-7 7" />
    </Icon>
  );
}

/** Starts a call. */
export function PlayIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M7 4.500v11l8.5-5.500z" />
    </Icon>
  );
}

/** Stops a replay. */
export function StopIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <rect x="5.5" y="5.5" width="9" height="9" rx="1" />
    </Icon>
  );
}

/** A file. */
export function FileIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M11.5 2.800H6a1.5 1.5 0 0 0-1.5 1.500v11.400A1.5 1.5 0 0 0 6 17.200h8a1.5 1.5 0 0 0 1.5-1.500V6.800zM11.5 2.800v4h4" />
    </Icon>
  );
}

/** Look here. */
export function LookIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M10 3l7.5 13.500h-15zM10 8v4" />
      <path d="M10 14.300v.2" strokeWidth="2" />
    </Icon>
  );
}

/** Done. */
export function DoneIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M4 10.500l4 4 8-9" />
    </Icon>
  );
}

/** Refused. */
export function RefusedIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="10" cy="10" r="7" />
      <path d="M7.3 7.300l5.4 5.400M12.7 7.300l-5.4 5.4" />
    </Icon>
  );
}

/** More below. */
export function DownIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M5.5 8l4.5 4.500L14.5 8" />
    </Icon>
  );
}

/** Unfolds to the right. */
export function UnfoldIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M8 5.500l4.5 4.500L8 14.5" />
    </Icon>
  );
}

/** A list that unfolds. */
export function ListIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M4 5.500h12M4 10h12M4 14.500h12" />
    </Icon>
  );
}

/** Something masked. */
export function MaskedIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <rect x="4.5" y="9" width="11" height="7.5" rx="1.5" />
      <path d="M7 9V6.500a3 3 0 0 1 6 0V9" />
    </Icon>
  );
}
