import { hydrateRoot } from 'react-dom/client';
import { App } from './hydrated.jsx';

hydrateRoot(document.querySelector('#app'), <App />);
