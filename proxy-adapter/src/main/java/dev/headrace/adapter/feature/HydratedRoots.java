package dev.headrace.adapter.feature;

/**
 * How pages are known that a framework takes over in the browser ("hydrates"): it compares the DOM with what it would have made itself, text and
 * comments included, so that even harmless changes make it complain, or throw the markup away.
 */
final class HydratedRoots {
    /** Elements whose content is taken over: React, Next, Gatsby, Vue, Nuxt, Angular, Svelte, Solid, Astro, Qwik. */
    static final String SELECTOR = "#__next, #___gatsby, #__nuxt, #root, #app, #svelte, [data-reactroot],"
            + " [data-server-rendered], [data-v-app], [ng-version], [ng-server-context], [ngh], [data-sveltekit-hydrate],"
            + " [data-sveltekit-preload-data], [data-sveltekit-preload-code], [data-svelte-h], [data-hk],"
            + " [q\\:container], astro-island";

    /** What pages have early that are taken over as a whole: Next, Nuxt, Remix, SvelteKit. */
    static final String WHOLE_PAGE_SELECTOR = "script[src*=\"/_next/\"], link[href*=\"/_next/\"], script#__NEXT_DATA__,"
            + " script[src*=\"/_nuxt/\"], link[href*=\"/_nuxt/\"], link[href*=\"/entry.client\"],"
            + " script[src*=\"/_app/immutable/\"], link[href*=\"/_app/immutable/\"]";

    private HydratedRoots() {}
}
