package dev.headrace.front.config.feature;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.headrace.adapter.feature.Injection;
import dev.headrace.front.config.value.Default;
import org.jspecify.annotations.Nullable;

/**
 * Something to put into pages: HTML, or a script.
 *
 * @param of a selector; head and body are there in every document, with or without tags
 * @param at where, seen from the element: before, start, end or after; default end
 * @param html HTML; either this or script
 * @param script the source of a script; either this or html
 * @param everywhere whether it goes to all elements that match, and not to the first only; default false
 */
public record InjectionConfig(
        @JsonProperty(required = true) String of,
        @Default("end") Injection.Position at,
        @Nullable String html,
        @Nullable String script,
        @Default("false") boolean everywhere) {
    Injection injection() {
        if ((html == null) == (script == null)) {
            throw new IllegalArgumentException("an item should have either html or script");
        }
        Injection.Kind kind = html == null ? Injection.Kind.SCRIPT : Injection.Kind.HTML;
        return new Injection(at, of, everywhere, kind, html == null ? String.valueOf(script) : html);
    }
}
