// esbuild writes an imported style sheet to dist/webview/panel.css; the import has no value.
declare module '*.css';
