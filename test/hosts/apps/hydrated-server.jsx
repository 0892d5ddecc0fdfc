import { renderToString } from 'react-dom/server';
import { App } from './hydrated.jsx';

export const render = () => renderToString(<App />);
