package dev.headrace.front.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OriginConnectionTest {
    private final List<OriginFault> faults = new ArrayList<>();

    private final class Listener implements OriginListener {
        @Override
        public void connected(OriginConnection connection) {}

        @Override
        public void received(HttpObject piece) {}

        @Override
        public void receivedAll() {}

        @Override
        public void writabilityChanged() {}

        @Override
        public void failed(OriginFault fault) {
            faults.add(fault);
        }
    }

    @Test
    void originIsNotLate_whileTheRequestIsStillSent() {
        EmbeddedChannel channel = new EmbeddedChannel();
        Http1Connection connection = new Http1Connection(
                new OriginConnections(channel.eventLoop(), NioSocketChannel::new, DefaultAddressResolverGroup.INSTANCE),
                Origin.http("127.0.0.1", 80),
                channel,
                new OriginCodec());
        connection.begin(new Listener(), Upstream.Timeouts.DEFAULT);
        connection.write(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"));
        for (int i = 0; i < 5; i++) {
            channel.advanceTimeBy(40, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
            assertThat(faults).isEmpty();
            connection.write(new DefaultHttpContent(Unpooled.EMPTY_BUFFER));
        }
        channel.advanceTimeBy(61, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(faults).containsExactly(OriginFault.RESPONSE_TIMEOUT);
        channel.finishAndReleaseAll();
    }
}
