import {
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Input,
  Modal,
  Notification,
  Popover,
  Radio,
  SegmentedControl,
  Select,
  Switch,
  Tooltip,
} from '@mantine/core';
import look from './mantine-look.module.css';

const brief = 140;
const inputNames = { input: look.input };
const wrapperNames = { label: look.label, description: look.description, error: look.error, required: look.required };

/** Mantine in the console's own clothes. */
export const mantineTheme = createTheme({
  fontFamily: 'var(--words)',
  fontFamilyMonospace: 'var(--values)',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  defaultRadius: 6,
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Input: Input.extend({ classNames: inputNames, defaultProps: { size: 'xs' } }),
    InputWrapper: Input.Wrapper.extend({ classNames: wrapperNames, defaultProps: { size: 'xs' } }),
    Select: Select.extend({
      classNames: { dropdown: look.dropdown, option: look.option },
      defaultProps: { size: 'xs', comboboxProps: { transitionProps: { duration: 0 } } },
    }),
    Popover: Popover.extend({
      classNames: { dropdown: look.dropdown },
      defaultProps: { transitionProps: { duration: 0 } },
    }),
    Modal: Modal.extend({
      classNames: {
        content: look.modal,
        header: look.modalHeader,
        title: look.modalTitle,
        body: look.modalBody,
        overlay: look.veil,
        close: look.close,
      },
      defaultProps: {
        transitionProps: { duration: brief, transition: 'fade' },
        overlayProps: { backgroundOpacity: 1 },
        closeButtonProps: { 'aria-label': 'Close' },
        centered: true,
      },
    }),
    Tooltip: Tooltip.extend({
      classNames: { tooltip: look.tooltip },
      defaultProps: {
        openDelay: 300,
        transitionProps: { duration: 0 },
        events: { hover: true, focus: true, touch: true },
      },
    }),
    SegmentedControl: SegmentedControl.extend({
      classNames: { root: look.segments, label: look.segment, indicator: look.indicator },
      defaultProps: { size: 'xs', transitionDuration: brief },
    }),
    Switch: Switch.extend({
      classNames: { track: look.switchTrack, thumb: look.switchThumb },
      defaultProps: { withThumbIndicator: false, color: 'var(--teal)' },
    }),
    Checkbox: Checkbox.extend({
      classNames: { input: look.radio },
      defaultProps: { size: 'xs', color: 'var(--teal)' },
    }),
    Radio: Radio.extend({ classNames: { radio: look.radio }, defaultProps: { size: 'xs', color: 'var(--teal)' } }),
    Notification: Notification.extend({
      classNames: {
        root: look.notice,
        description: look.noticeWords,
        title: look.noticeTitle,
        closeButton: look.close,
      },
    }),
  },
});

/** Mantine's colours are ours; light and dark are told apart in tokens.css only. */
export const mantineVariables: CSSVariablesResolver = () => {
  const scheme = {
    '--mantine-color-body': 'var(--bg)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-2)',
    '--mantine-color-placeholder': 'var(--text-2)',
    '--mantine-color-error': 'var(--red)',
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-primary-color-filled': 'var(--teal)',
    '--mantine-color-anchor': 'var(--teal)',
  };
  return { variables: {}, light: scheme, dark: scheme };
};
