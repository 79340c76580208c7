package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.EmailObfuscation;
import dev.headrace.adapter.feature.Feature;
import dev.headrace.front.config.value.Default;

/**
 * Hides email addresses from programs that gather them.
 *
 * @param enabled whether it is on; default true
 * @param mode auto leaves alone what a framework takes over, always changes that, too, links-only leaves text alone; default auto
 * @param fragments whether also in what is no whole document; default false
 */
public record EmailObfuscationConfig(
        @Default("true") boolean enabled,
        @Default("auto") EmailObfuscation.Mode mode,
        @Default("false") boolean fragments)
        implements Switchable {
    @Override
    public Feature feature(Surroundings with) {
        return new EmailObfuscation(mode, fragments);
    }

    @Override
    public FeatureName named() {
        return FeatureName.EMAIL_OBFUSCATION;
    }
}
