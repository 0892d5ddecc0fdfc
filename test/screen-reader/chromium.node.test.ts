import { chromium } from './support/browsers.js';
import { hear } from './support/hear.js';

hear(chromium);
