import { ensureBuild } from './ensure-build.ts';
import { findBrowser } from './find-browser.ts';

// For commands that measure the window: it is built, and the browser that can show it is printed; an empty line where there is none.
await ensureBuild();
console.log(findBrowser() ?? '');
