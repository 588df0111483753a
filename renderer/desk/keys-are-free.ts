const typing = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"]';
const inFront = '[role="dialog"], [role="menu"], [role="listbox"][data-combobox-open], [role="alertdialog"]';
const acting =
  'button, a[href], summary, [role="button"], [role="option"], [role="radio"], [role="switch"], [role="tab"]';

/** Whether a key may act on the screen: nobody is typing, and nothing is open in front of it. */
export function keysAreFree(target: EventTarget | null, page: Document): boolean {
  if (target instanceof Element && target.closest(typing)) return false;
  return page.querySelector(inFront) === null;
}

/** Whether Enter, or Space, belongs to the control that has the focus. */
export function takesEnter(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(acting) !== null;
}
