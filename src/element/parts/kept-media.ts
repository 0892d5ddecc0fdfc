/** Where the bytes of pictures and files are kept. */
export { mediaStore } from '../turn/kept-media.js';
