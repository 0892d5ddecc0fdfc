import { renderToString } from 'react-dom/server';
import { App } from './wrapper.jsx';

/** What stands in the globals after it: Lit would leave `customElements` there. */
export const render = () => `${renderToString(<App />)}<!-- ${typeof customElements} -->`;
