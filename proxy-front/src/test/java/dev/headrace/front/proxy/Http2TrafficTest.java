package dev.headrace.front.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames with contents of no meaning: only their heads are looked at. */
class Http2TrafficTest {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int CONTINUATION = 9;
    private static final int HEAD = 9;
    private static final int PREFACE = 24;

    private final AtomicLong nobodyIn = new AtomicLong();
    private final AtomicLong nobodyOut = new AtomicLong();
    private final EmbeddedChannel stream = new EmbeddedChannel();
    private final Http2Traffic traffic = new Http2Traffic(new TrafficCounter() {
        @Override
        public void received(long bytes) {
            nobodyIn.addAndGet(bytes);
        }

        @Override
        public void sent(long bytes) {
            nobodyOut.addAndGet(bytes);
        }
    });

    /** Takes what it is given, as a codec does. */
    private EmbeddedChannel connection() {
        return new EmbeddedChannel(traffic, new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object msg) {
                ReferenceCountUtil.release(msg);
            }
        });
    }

    private static ByteBuf frame(int type, int streamId, int length) {
        return Unpooled.buffer()
                .writeMedium(length)
                .writeByte(type)
                .writeByte(0)
                .writeInt(streamId)
                .writeZero(length);
    }

    private static void feed(EmbeddedChannel to, ByteBuf bytes, int pieces) {
        while (bytes.isReadable()) {
            to.writeInbound(bytes.readRetainedSlice(Math.min(pieces, bytes.readableBytes())));
        }
        bytes.release();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void bytesOfAStream_areItsFrames_whereverTheyAreCut(int pieces) {
        EmbeddedChannel connection = connection();
        feed(connection, Unpooled.wrappedBuffer(Unpooled.buffer().writeZero(PREFACE), frame(SETTINGS, 0, 12)), pieces);
        feed(connection, frame(HEADERS, 1, 30), pieces);
        Traffic one = traffic.of(1, stream);
        feed(connection, Unpooled.wrappedBuffer(frame(CONTINUATION, 1, 5), frame(DATA, 1, 100)), pieces);
        connection.writeOutbound(frame(SETTINGS, 0, 0), frame(HEADERS, 1, 8), frame(DATA, 1, 200));

        assertThat(one.received()).isEqualTo(3 * HEAD + 30 + 5 + 100);
        assertThat(one.sent()).isEqualTo(2 * HEAD + 8 + 200);
        assertThat(nobodyIn).hasValue(PREFACE + HEAD + 12);
        assertThat(nobodyOut).hasValue(HEAD);
        connection.finishAndReleaseAll();
    }

    @Test
    void streamThatIsNeverOpened_isNobodys_andForgotten() {
        EmbeddedChannel connection = connection();
        feed(connection, Unpooled.buffer().writeZero(PREFACE), 1000);
        feed(connection, frame(HEADERS, 1, 30), 1000);
        feed(connection, frame(HEADERS, 3, 40), 1000);
        connection.finishAndReleaseAll();
        assertThat(nobodyIn).hasValue(PREFACE + 2 * HEAD + 30 + 40);
    }

    @Test
    void framesBehindTheEndOfAStream_areNobodys() {
        EmbeddedChannel connection = connection();
        feed(connection, Unpooled.wrappedBuffer(Unpooled.buffer().writeZero(PREFACE), frame(HEADERS, 1, 30)), 1000);
        Traffic one = traffic.of(1, stream);
        assertThat(stream.close().isSuccess()).isTrue();
        feed(connection, frame(DATA, 1, 7), 1000);

        assertThat(one.received()).isEqualTo(HEAD + 30);
        // The stream was given to nobody when it ended without a tenant.
        assertThat(nobodyIn).hasValue(PREFACE + HEAD + 30 + HEAD + 7);
        connection.finishAndReleaseAll();
    }
}
