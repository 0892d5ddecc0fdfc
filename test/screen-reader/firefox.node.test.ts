import { firefox } from './support/browsers.js';
import { hear } from './support/hear.js';

hear(firefox);
