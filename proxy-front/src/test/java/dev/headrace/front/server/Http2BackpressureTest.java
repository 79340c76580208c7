package dev.headrace.front.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers to pings and settings that nobody takes do not pile up (CVE-2019-9512, CVE-2019-9515). */
class Http2BackpressureTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void start() {
        channel.freezeTime();
        channel.pipeline().addLast(new Http2Backpressure(Duration.ofSeconds(30), channel.eventLoop()));
        var unused = channel.write(Unpooled.wrappedBuffer(new byte[2 << 20]));
        channel.pipeline().fireChannelReadComplete();
    }

    @Test
    void nothingIsRead_fromWhoTakesNothing() {
        assertThat(channel.config().isAutoRead()).isFalse();
        channel.flush();
        assertThat(channel.config().isAutoRead()).isTrue();
        channel.advanceTimeBy(31, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        channel.finishAndReleaseAll();
    }

    @Test
    void whoTakesNothing_isNotKept() {
        channel.advanceTimeBy(31, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
        channel.finishAndReleaseAll();
    }
}
