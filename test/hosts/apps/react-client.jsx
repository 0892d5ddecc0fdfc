import { createRoot, hydrateRoot } from 'react-dom/client';
import { App } from './react.jsx';

const target = document.querySelector('#app');
if (target.hasChildNodes()) hydrateRoot(target, <App />);
else createRoot(target).render(<App />);
