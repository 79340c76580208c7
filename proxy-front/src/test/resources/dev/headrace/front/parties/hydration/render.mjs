// Renders both pages on the server's side, into the folder that is named.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import React from 'react';
import { renderToString } from 'react-dom/server';
import * as Vue from 'vue';
import { renderToString as renderVue } from 'vue/server-renderer';
import './react-app.js';
import './vue-app.js';

const pages = process.argv[2];
const page = (title, content, scripts) => `<!DOCTYPE html>
<html>
<head>
  <meta charset="utf-8">
  <title>${title}</title>
</head>
<body>
  <p>Outside: outside@shop.test and <a href="mailto:outside@shop.test">a link</a></p>
  <p><a href="http://a.shop.test/outside">outside</a> <img src="http://a.shop.test/outside.png"><img src="1.png"><img src="2.png"></p>
  ${content}
  ${scripts.map((script) => `<script src="/${script}"></script>`).join('\n  ')}
</body>
</html>
`;

const react = renderToString(React.createElement(globalThis.reactApp(React)));
writeFileSync(join(pages, 'react.html'), page('React', `<div id="root">${react}</div>`,
  ['console.js', 'react.development.js', 'react-dom.development.js', 'react-app.js', 'react-main.js']));

const vue = await renderVue(Vue.createSSRApp(globalThis.vueApp(Vue)));
writeFileSync(join(pages, 'vue.html'), page('Vue', `<div id="app">${vue}</div>`,
  ['console.js', 'vue.global.js', 'vue-app.js', 'vue-main.js']));

for (const own of ['console.js', 'react-app.js', 'react-main.js', 'vue-app.js', 'vue-main.js']) {
  copyFileSync(own, join(pages, own));
}
for (const library of ['react/umd/react.development.js', 'react-dom/umd/react-dom.development.js', 'vue/dist/vue.global.js']) {
  writeFileSync(join(pages, library.split('/').pop()), readFileSync(join('node_modules', library)));
}
