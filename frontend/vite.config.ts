import { defineConfig } from 'vite';

// One style sheet and one script for every page, and those of the walk; Django finds their hashed names in the manifest.
export default defineConfig({
  base: '/static/web/dist/',
  css: { preprocessorOptions: { scss: { loadPaths: ['node_modules'], quietDeps: true } } },
  build: {
    outDir: '../src/sanphalang/web/static/web/dist',
    emptyOutDir: true,
    manifest: 'manifest.json',
    modulePreload: false,
    // Fonts stay files of their own: a data: address would be refused by the content security policy.
    assetsInlineLimit: 0,
    target: ['chrome90', 'firefox91', 'safari14'],
    rollupOptions: { input: ['src/main.ts', 'src/walk/main.ts'] },
  },
});
