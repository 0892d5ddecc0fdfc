import { hydrate, mount } from 'svelte';
import App from './svelte.svelte';

const target = document.querySelector('#app');
(target.hasChildNodes() ? hydrate : mount)(App, { target });
