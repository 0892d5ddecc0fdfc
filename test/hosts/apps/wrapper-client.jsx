import { hydrateRoot } from 'react-dom/client';
import { App } from './wrapper.jsx';

window.heard = [];
const names = new URLSearchParams(location.search).getAll('on');
const on = Object.fromEntries(names.map((name) => [name, (event) => window.heard.push(`${name} ${event.type}`)]));
const chat = (element) => {
  window.chat = element;
};
hydrateRoot(document.querySelector('#app'), <App on={on} chat={chat} />);
