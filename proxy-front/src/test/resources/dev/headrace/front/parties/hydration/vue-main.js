Vue.createSSRApp(globalThis.vueApp(Vue, () => window.hydrated())).mount('#app');
