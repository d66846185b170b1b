// On families' pages without questions: sends what waits on this device.

import { sendWheneverPossible } from "./waiting.js";

sendWheneverPossible(() => document.body.dataset.waiting);
