package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.Excludes;
import dev.headrace.adapter.feature.Feature;
import dev.headrace.adapter.feature.Suspicion;
import dev.headrace.front.config.value.Cidr;
import dev.headrace.front.config.value.Default;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes out what stands between comments of sse, for suspicious visitors.
 *
 * @param enabled whether it is on; default true
 * @param userAgents words in the user agents of suspicious visitors; none at all is suspicious, too
 * @param addresses addresses of suspicious visitors, with or without a length
 * @param header a header field that tells of suspicious visitors, such as X-Suspicious: yes
 */
public record ExcludesConfig(
        @Default("true") boolean enabled,
        List<String> userAgents,
        List<Cidr> addresses,
        @Nullable String header) implements Switchable {
    /** Copies what can be changed. */
    public ExcludesConfig {
        userAgents = List.copyOf(userAgents);
        addresses = List.copyOf(addresses);
    }

    @Override
    public Feature feature(Surroundings with) {
        return new Excludes(suspicion());
    }

    /**
     * What makes a visitor suspicious.
     *
     * @throws IllegalArgumentException if nothing does
     */
    public Suspicion suspicion() {
        Suspicion suspicion = null;
        if (!userAgents.isEmpty()) {
            suspicion = Suspicion.userAgent(userAgents);
        }
        if (!addresses.isEmpty()) {
            suspicion = either(
                    suspicion,
                    Suspicion.address(address -> addresses.stream().anyMatch(range -> range.contains(address))));
        }
        if (header != null) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("header should be a name and a value, such as X-Suspicious: yes");
            }
            suspicion = either(
                    suspicion,
                    Suspicion.headerField(
                            header.substring(0, colon).strip(),
                            header.substring(colon + 1).strip()));
        }
        if (suspicion == null) {
            throw new IllegalArgumentException("who is suspicious? name user-agents, addresses or a header");
        }
        return suspicion;
    }

    private static Suspicion either(@Nullable Suspicion one, Suspicion other) {
        return one == null ? other : one.or(other);
    }

    @Override
    public FeatureName named() {
        return FeatureName.EXCLUDES;
    }
}
