package dev.headrace.front.config.feature;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.headrace.adapter.feature.ResourceHints;
import dev.headrace.front.config.value.Default;

/**
 * A resource to load early.
 *
 * @param href its URL, or path
 * @param as fetch, font, image, script, style or track
 * @param crossorigin whether with CORS; fonts always are; default false
 */
public record PreloadConfig(
        @JsonProperty(required = true) String href,
        @JsonProperty(required = true) String as,
        @Default("false") boolean crossorigin) {
    ResourceHints.Preload preload() {
        return new ResourceHints.Preload(href, as, crossorigin);
    }
}
