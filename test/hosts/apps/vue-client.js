import { createApp, createSSRApp } from 'vue';
import App from './vue.vue';

const isRendered = document.querySelector('#app').hasChildNodes();
(isRendered ? createSSRApp : createApp)(App).mount('#app');
