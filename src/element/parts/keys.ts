/** The keyboard's ways in the transcript. */
export { TranscriptKeysController } from '../transcript/transcript-keys-controller.js';
