package dev.headrace.front.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TicketKeysTest {
    private static final Duration LIFETIME = Duration.ofHours(12);

    private final SetClock clock = new SetClock();
    private final TicketKeys keys = new TicketKeys(LIFETIME, clock);

    @Test
    void withinALifetime_keysStay() {
        TicketKeys.Generation first = keys.current();
        clock.add(LIFETIME.minusNanos(1));

        assertThat(keys.current()).isSameAs(first);
    }

    @Test
    void afterALifetime_newTicketsGetANewKey_andTheLastOneStillOpensOldOnes() {
        TicketKeys.Generation first = keys.current();
        clock.add(LIFETIME);
        TicketKeys.Generation second = keys.current();
        clock.add(LIFETIME);
        TicketKeys.Generation third = keys.current();

        assertThat(second.newestFirst()).hasSize(2);
        assertThat(second.newestFirst()[1]).isSameAs(first.newestFirst()[0]);
        assertThat(third.newestFirst()).hasSize(2).doesNotContain(first.newestFirst()[0]);
        assertThat(third.newestFirst()[1]).isSameAs(second.newestFirst()[0]);
    }

    @Test
    void afterTwoLifetimesWithoutConnections_oldKeysAreGone() {
        TicketKeys.Generation first = keys.current();
        clock.add(LIFETIME.multipliedBy(2));

        assertThat(keys.current().newestFirst()).hasSize(1).doesNotContain(first.newestFirst());
    }
}
