package dev.headrace.front.parties;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;

/** A gRPC service whose messages are mere bytes, one method of each kind, on a server of HTTP/2 in the clear. */
final class GrpcEcho implements AutoCloseable {
    static final MethodDescriptor<byte[], byte[]> UNARY = method(MethodType.UNARY, "Unary");
    static final MethodDescriptor<byte[], byte[]> JOIN = method(MethodType.CLIENT_STREAMING, "Join");
    static final MethodDescriptor<byte[], byte[]> REPEAT = method(MethodType.SERVER_STREAMING, "Repeat");
    static final MethodDescriptor<byte[], byte[]> CHAT = method(MethodType.BIDI_STREAMING, "Chat");
    static final MethodDescriptor<byte[], byte[]> FAIL = method(MethodType.UNARY, "Fail");
    static final MethodDescriptor<byte[], byte[]> HANG = method(MethodType.UNARY, "Hang");

    /** How often {@link #REPEAT} says what it was told. */
    static final int TIMES = 50;

    static final Metadata.Key<String> DETAIL = Metadata.Key.of("detail", Metadata.ASCII_STRING_MARSHALLER);

    private final Server server;

    /** Falls when a call of {@link #HANG} was cancelled. */
    final CountDownLatch cancelled = new CountDownLatch(1);

    private static MethodDescriptor<byte[], byte[]> method(MethodType type, String name) {
        Bytes bytes = new Bytes();
        return MethodDescriptor.newBuilder(bytes, bytes)
                .setType(type)
                .setFullMethodName("echo.Echo/" + name)
                .build();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    GrpcEcho() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .maxInboundMessageSize(64 << 20)
                .addService(ServerServiceDefinition.builder("echo.Echo")
                        .addMethod(UNARY, ServerCalls.asyncUnaryCall(GrpcEcho::unary))
                        .addMethod(JOIN, ServerCalls.asyncClientStreamingCall(Join::new))
                        .addMethod(REPEAT, ServerCalls.asyncServerStreamingCall(GrpcEcho::repeat))
                        .addMethod(CHAT, ServerCalls.asyncBidiStreamingCall(GrpcEcho::chat))
                        .addMethod(FAIL, ServerCalls.asyncUnaryCall(GrpcEcho::fail))
                        .addMethod(HANG, ServerCalls.asyncUnaryCall(this::hang))
                        .build())
                .build()
                .start();
    }

    private static void unary(byte[] message, StreamObserver<byte[]> answer) {
        answer.onNext(message);
        answer.onCompleted();
    }

    private static void repeat(byte[] message, StreamObserver<byte[]> answer) {
        for (int i = 0; i < TIMES; i++) {
            answer.onNext(message);
        }
        answer.onCompleted();
    }

    private static StreamObserver<byte[]> chat(StreamObserver<byte[]> answer) {
        // What is heard is said again, and the end, too.
        return answer;
    }

    private static void fail(byte[] message, StreamObserver<byte[]> answer) {
        Metadata trailers = new Metadata();
        trailers.put(DETAIL, "more");
        answer.onError(Status.ALREADY_EXISTS.withDescription("no: 100 %").asRuntimeException(trailers));
    }

    private void hang(byte[] message, StreamObserver<byte[]> answer) {
        Context.current().addListener(context -> cancelled.countDown(), Runnable::run);
    }

    /** Answers with the count of all bytes. */
    private static final class Join implements StreamObserver<byte[]> {
        private final StreamObserver<byte[]> answer;
        private long bytes;

        Join(StreamObserver<byte[]> answer) {
            this.answer = answer;
        }

        @Override
        public void onNext(byte[] message) {
            bytes += message.length;
        }

        @Override
        public void onError(Throwable error) {
            // The call was cancelled.
        }

        @Override
        public void onCompleted() {
            answer.onNext(Long.toString(bytes).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            answer.onCompleted();
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        var unused = server.shutdownNow();
    }
}
