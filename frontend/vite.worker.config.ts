import { defineConfig } from 'vite';

// The service worker of the walk: one file that imports nothing, which the platform serves at the walk's own address.
export default defineConfig({
  build: {
    outDir: '../src/sanphalang/web/static/web/dist',
    emptyOutDir: false,
    target: ['chrome90', 'firefox91', 'safari14'],
    rollupOptions: {
      input: 'src/walk/worker.ts',
      output: { format: 'iife', entryFileNames: 'walk-worker.js' },
    },
  },
});
