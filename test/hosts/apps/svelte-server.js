import { render as renderApp } from 'svelte/server';
import App from './svelte.svelte';

export const render = () => renderApp(App).body;
