import { VueQueryPlugin } from '@tanstack/vue-query';
import { createApp } from 'vue';
import 'element-plus/es/components/base/style/css';
import App from './app.vue';
import { queryClient } from './platform/query';
import { router } from './router';
import './style.css';

const app = createApp(App).use(router).use(VueQueryPlugin, { queryClient });
// A failure in one handler must not end the page: it is told in the console, where support looks.
app.config.errorHandler = (error) => console.error(error);
app.mount('#app');
