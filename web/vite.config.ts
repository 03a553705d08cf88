import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import Components from 'unplugin-vue-components/vite';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import { defineConfig } from 'vite';

const WEB = dirname(fileURLToPath(import.meta.url));
/** County offices have browsers that are years old: Chrome 87 and what is built on it. */
const OLDEST = 'chrome83';
const SERVICE = process.env['WEB_DEV_SERVICE'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: WEB,
  plugins: [
    vue(),
    // Only Element Plus: own components are imported where they are used, so that a reader sees where they come from.
    Components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  resolve: { alias: { '@': join(WEB, 'src') } },
  server: { proxy: { '/api': SERVICE } },
  build: {
    outDir: join(WEB, '../dist-web'),
    emptyOutDir: true,
    target: OLDEST,
    cssTarget: OLDEST,
    manifest: true,
    // The policy of the service allows no data: scripts and styles stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'vue', test: /node_modules\/(@vue|vue|vue-router|@tanstack|openapi-fetch)\// },
            { name: 'charts', test: /node_modules\/(echarts|zrender|tslib)\// },
          ],
        },
      },
    },
  },
});
