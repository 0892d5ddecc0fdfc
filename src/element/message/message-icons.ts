/** Apart from the shell's, which every visitor pays for before the first message. */
import { line } from '../controls/icons.js';

export const copyIcon = line('M9 9h10v10H9zM15 5H5v10');
export const copiedIcon = line('M5 12.5l4.5 4.5L19 7.5');
export const editIcon = line('M5 19l1-4L16 5l3 3L9 18zM13.5 7.5l3 3');
export const regenerateIcon = line('M19 12a7 7 0 1 1-2-5l2 2M19 4v5h-5');
export const goodIcon = line('M7 11v9H4v-9zM7 11l4-8c1.5 0 2.5 1 2.5 2.5V9H19a1.5 1.5 0 0 1 1.5 2l-2 7.5A2 2 0 0 1 16.5 20H7');
export const previousIcon = line('M14 6l-6 6 6 6');
export const nextIcon = line('M10 6l6 6-6 6');
