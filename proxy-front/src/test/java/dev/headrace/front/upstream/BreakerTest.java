package dev.headrace.front.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Duration OPEN = Duration.ofSeconds(10);

    private final AtomicLong now = new AtomicLong(-5);
    private final Breaker breaker = new Breaker(3, OPEN, now::get);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed();
        }
    }

    private void goOn(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void opens_afterSoManyFailuresInARow() {
        fail(2);
        breaker.succeeded();
        fail(2);
        assertThat(breaker.pass()).isTrue();
        assertThat(breaker.isClosed()).isTrue();
        fail(1);
        assertThat(breaker.pass()).isFalse();
        assertThat(breaker.isPassable()).isFalse();
        assertThat(breaker.isHalfOpen()).isFalse();
        assertThat(breaker.opened()).isEqualTo(1);
    }

    @Test
    void halfOpen_letsOnePass_whoseAnswerClosesIt() {
        fail(3);
        goOn(OPEN);
        assertThat(breaker.isHalfOpen()).isTrue();
        assertThat(breaker.pass()).isTrue();
        assertThat(breaker.pass()).isFalse();
        assertThat(breaker.isHalfOpen()).isTrue();
        breaker.succeeded();
        assertThat(breaker.pass()).isTrue();
        assertThat(breaker.pass()).isTrue();
        assertThat(breaker.isHalfOpen()).isFalse();
    }

    @Test
    void trialThatFails_hasItWaitOnceMore() {
        fail(3);
        goOn(OPEN);
        assertThat(breaker.pass()).isTrue();
        goOn(OPEN.dividedBy(2));
        fail(1);
        goOn(OPEN.minusNanos(1));
        assertThat(breaker.pass()).isFalse();
        goOn(Duration.ofNanos(1));
        assertThat(breaker.pass()).isTrue();
        assertThat(breaker.opened()).isEqualTo(1);
    }

    @Test
    void trialOfWhichNothingIsHeard_givesItsTurnToAnother() {
        fail(3);
        goOn(OPEN);
        assertThat(breaker.pass()).isTrue();
        goOn(OPEN);
        assertThat(breaker.pass()).isTrue();
        assertThat(breaker.pass()).isFalse();
    }

    @Test
    void noFailuresAllowed_meansNeverOpen() {
        Breaker never = new Breaker(0, OPEN, now::get);
        never.failed();
        assertThat(never.pass()).isTrue();
        assertThat(never.isClosed()).isTrue();
        assertThat(never.opened()).isZero();
    }
}
