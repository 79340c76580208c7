package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.CspNonces;
import dev.headrace.adapter.feature.Feature;
import dev.headrace.front.config.value.Default;
import org.jspecify.annotations.Nullable;

/**
 * Gives scripts and styles a nonce, and the page a policy that asks for it.
 *
 * @param enabled whether it is on; default true
 * @param inline whether inline scripts and styles get it; default true
 * @param styles whether styles get it, too; default true
 * @param reuse whether a nonce that the origin has in its policy is given to elements that have none; default false
 * @param policy the policy of pages that come with none; they are left alone if left out
 */
public record CspNoncesConfig(
        @Default("true") boolean enabled,
        @Default("true") boolean inline,
        @Default("true") boolean styles,
        @Default("false") boolean reuse,
        @Nullable String policy)
        implements Switchable {
    @Override
    public Feature feature(Surroundings with) {
        return new CspNonces(new CspNonces.Options(inline, styles, reuse, policy));
    }

    @Override
    public FeatureName named() {
        return FeatureName.CSP_NONCES;
    }
}
