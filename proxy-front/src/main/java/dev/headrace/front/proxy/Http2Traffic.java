package dev.headrace.front.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the bytes of each stream of an HTTP/2 connection, in front of its codec: only there it shows what HPACK made of a head.
 * It reads no more than the heads of frames (RFC 9113 §4.1), and changes nothing.
 *
 * <p>What belongs to no stream, or to none that is open (the preface, SETTINGS, PING, GOAWAY, WINDOW_UPDATE of the connection, frames
 * that cross a stream's end), is nobody's.
 */
public final class Http2Traffic extends ChannelDuplexHandler {
    /** RFC 9113 §3.4. */
    private static final int PREFACE_BYTES = 24;

    private static final int FRAME_HEAD_BYTES = 9;

    /** RFC 9113 §6.2. */
    private static final int HEADERS = 1;

    private final IntObjectMap<Traffic> streams = new IntObjectHashMap<>();

    /** Streams whose heads have come, and whose channels are still to be made. */
    private final List<Integer> unclaimed = new ArrayList<>();

    private final TrafficCounter nobody;
    private final Traffic connection = new Traffic();
    private final Frames inbound = new Frames(true, PREFACE_BYTES);
    private final Frames outbound = new Frames(false, 0);

    /** Counts a connection; what is of no stream, for {@code nobody}. */
    public Http2Traffic(TrafficCounter nobody) {
        this.nobody = nobody;
        connection.belongsTo(nobody);
    }

    /** The bytes of a stream that begins now, those of its head included. */
    public Traffic of(int streamId, Channel stream) {
        Traffic known = streams.get(streamId);
        Traffic traffic = known == null ? new Traffic() : known;
        streams.put(streamId, traffic);
        unclaimed.remove(Integer.valueOf(streamId));
        stream.closeFuture().addListener(closed -> {
            streams.remove(streamId);
            traffic.belongsTo(nobody);
        });
        return traffic;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof ByteBuf bytes) {
            inbound.count(bytes);
        }
        ctx.fireChannelRead(msg);
        if (!unclaimed.isEmpty()) {
            forgetRefused();
        }
    }

    /** The codec has read all there is: a stream that it did not open by now was refused, unless its head goes on. */
    private void forgetRefused() {
        unclaimed.removeIf(id -> {
            Traffic traffic = id == inbound.stream ? null : streams.remove(id);
            if (traffic != null) {
                traffic.belongsTo(nobody);
            }
            return traffic != null;
        });
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (msg instanceof ByteBuf bytes) {
            outbound.count(bytes);
        }
        var unused = ctx.write(msg, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        connection.addReceived(inbound.headBytes);
        ctx.fireChannelInactive();
        streams.values().forEach(traffic -> traffic.belongsTo(nobody));
    }

    /** The frames of one direction. */
    private final class Frames {
        private final boolean isInbound;

        /** Of the frame, or of the preface, that still is to come. */
        private int bytesLeft;

        private int headBytes;
        private int length;
        private int type;
        private int stream;
        private Traffic whose = connection;

        Frames(boolean isInbound, int preface) {
            this.isInbound = isInbound;
            this.bytesLeft = preface;
        }

        void count(ByteBuf bytes) {
            int at = bytes.readerIndex();
            int end = bytes.writerIndex();
            while (at < end) {
                if (bytesLeft > 0) {
                    int here = Math.min(bytesLeft, end - at);
                    add(here);
                    bytesLeft -= here;
                    at += here;
                } else {
                    head(bytes.getUnsignedByte(at++));
                }
            }
        }

        private void head(int octet) {
            if (headBytes == 0) {
                length = 0;
                stream = 0;
            }
            if (headBytes < 3) {
                length = length << 8 | octet;
            } else if (headBytes == 3) {
                type = octet;
            } else if (headBytes > 4) {
                stream = stream << 8 | octet;
            }
            if (++headBytes == FRAME_HEAD_BYTES) {
                headBytes = 0;
                bytesLeft = length;
                // The first bit is reserved.
                stream &= Integer.MAX_VALUE;
                whose = whose();
                add(FRAME_HEAD_BYTES);
            }
        }

        private Traffic whose() {
            Traffic known = stream == 0 ? connection : streams.get(stream);
            if (known == null && isInbound && type == HEADERS) {
                known = new Traffic();
                streams.put(stream, known);
                unclaimed.add(stream);
            }
            return known == null ? connection : known;
        }

        private void add(int bytes) {
            if (isInbound) {
                whose.addReceived(bytes);
            } else {
                whose.addSent(bytes);
            }
        }
    }
}
