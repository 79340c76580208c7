package dev.headrace.adapter.feature;

import java.util.List;
import java.util.Set;

/** Comments that somebody acts on. */
final class KeptComments {
    /** Of programs, which write them just so: React, Vue, Angular, Lit, Solid, Svelte, Qwik. */
    private static final Set<String> MARKS = Set.of(
            "/",
            "/t",
            "[",
            "[!",
            "]",
            "&",
            "/&",
            "F",
            "html",
            "head",
            "body",
            "v-if",
            "if",
            "for",
            "slot",
            "ngh",
            "nghm",
            "ngetn",
            "ngtns",
            "container",
            "ng-container");

    /** How more of them begin: licences; server-side includes; Edge-side includes; React, Solid, Svelte, Lit, Qwik, Astro, Ember, Blazor. */
    private static final List<String> MARK_PREFIXES = List.of(
            "!",
            "#",
            "esi",
            "$",
            "/$",
            "s:",
            "/s:",
            "bindings=",
            "lit-",
            "/lit-",
            "?lit$",
            "qv ",
            "/qv",
            "t=",
            "astro:",
            "%",
            "Blazor:",
            "Blazor-");

    /** Of people, who may put whitespace around: for fronts and crawlers; Vue, Knockout. */
    private static final Set<String> TEXTS = Set.of(
            "email_off",
            "/email_off",
            "sse",
            "/sse",
            "noindex",
            "/noindex",
            "htdig_noindex",
            "/htdig_noindex",
            "stopindex",
            "startindex",
            "teleport start",
            "teleport end",
            "teleport anchor",
            "teleport start anchor",
            "/ko");

    /** How more of them begin: conditional comments; Livewire, Knockout; crawlers and advertisements. */
    private static final List<String> PREFIXES = List.of(
            "[if",
            "[endif",
            "<![endif",
            "__",
            "ko ",
            "ko:",
            "googleon",
            "googleoff",
            "google_ad_section",
            "UdmComment",
            "/UdmComment");

    private KeptComments() {}

    /** Whether somebody acts on a comment with this text, as far as is known; {@code more} are prefixes. */
    static boolean isKept(String text, List<String> more) {
        if (MARKS.contains(text) || beginsWithOneOf(text, MARK_PREFIXES)) {
            return true;
        }
        String stripped = text.strip();
        // Of whitespace or nothing: a separator between two texts.
        return stripped.isEmpty()
                || TEXTS.contains(stripped)
                || beginsWithOneOf(stripped, PREFIXES)
                || beginsWithOneOf(stripped, more);
    }

    private static boolean beginsWithOneOf(String text, List<String> prefixes) {
        for (int i = 0; i < prefixes.size(); i++) {
            if (text.startsWith(prefixes.get(i))) {
                return true;
            }
        }
        return false;
    }
}
