package dev.headrace.front.parties;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** gRPC's own client, over TLS and in the clear, the front, and gRPC's own server. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(60)
class GrpcTest {
    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private GrpcEcho origin;

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private Site site;

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private ManagedChannel secure;

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private ManagedChannel clear;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        origin = new GrpcEcho();
        site = new Site(folder);
        site.upstream("a", "\"" + origin.url() + "\"", "protocol: http2").start();
        secure = channel(true);
        clear = channel(false);
    }

    private ManagedChannel channel(boolean tls) throws Exception {
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(site.address(tls ? 1 : 0))
                .maxInboundMessageSize(64 << 20)
                .overrideAuthority("a.shop.test");
        return tls
                ? builder.sslContext(GrpcSslContexts.forClient()
                                .trustManager(site.folder.resolve("root.crt").toFile())
                                .build())
                        .build()
                : builder.usePlaintext().build();
    }

    @AfterAll
    void stop() {
        secure.shutdownNow();
        clear.shutdownNow();
        site.close();
        origin.close();
    }

    private ClientCall<byte[], byte[]> call(boolean tls, MethodDescriptor<byte[], byte[]> method) {
        return (tls ? secure : clear).newCall(method, CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS));
    }

    private byte[] ask(boolean tls, MethodDescriptor<byte[], byte[]> method, byte[] message) {
        return ClientCalls.blockingUnaryCall(call(tls, method), message);
    }

    /** What comes, in its order. */
    private static final class Heard implements StreamObserver<byte[]> {
        private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

        @Override
        public void onNext(byte[] message) {
            all.add(new String(message, UTF_8));
        }

        @Override
        public void onError(Throwable error) {
            all.add("error " + Status.fromThrowable(error).getCode());
        }

        @Override
        public void onCompleted() {
            all.add("end");
        }

        String next() throws InterruptedException {
            String next = all.poll(20, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            return next;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messagesOfAnySizeAreAnswered(boolean tls) {
        byte[] large = new byte[10_000_000];
        new Random(3).nextBytes(large);
        assertThat(ask(tls, GrpcEcho.UNARY, new byte[0])).isEmpty();
        assertThat(ask(tls, GrpcEcho.UNARY, "hello".getBytes(UTF_8)))
                .asString(UTF_8)
                .isEqualTo("hello");
        assertThat(ask(tls, GrpcEcho.UNARY, large)).isEqualTo(large);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void clientStreams(boolean tls) throws Exception {
        Heard heard = new Heard();
        StreamObserver<byte[]> sending = ClientCalls.asyncClientStreamingCall(call(tls, GrpcEcho.JOIN), heard);
        for (int i = 0; i < 100; i++) {
            sending.onNext(new byte[10_000]);
        }
        sending.onCompleted();
        assertThat(heard.next()).isEqualTo("1000000");
        assertThat(heard.next()).isEqualTo("end");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void serverStreams(boolean tls) {
        Iterator<byte[]> answers =
                ClientCalls.blockingServerStreamingCall(call(tls, GrpcEcho.REPEAT), new byte[20_000]);
        int count = 0;
        while (answers.hasNext()) {
            assertThat(answers.next()).hasSize(20_000);
            count++;
        }
        assertThat(count).isEqualTo(GrpcEcho.TIMES);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bothStream_andEachMessageComesAtOnce(boolean tls) throws Exception {
        Heard heard = new Heard();
        StreamObserver<byte[]> sending = ClientCalls.asyncBidiStreamingCall(call(tls, GrpcEcho.CHAT), heard);
        for (int i = 0; i < 20; i++) {
            sending.onNext(("message " + i).getBytes(UTF_8));
            assertThat(heard.next()).isEqualTo("message " + i);
        }
        sending.onCompleted();
        assertThat(heard.next()).isEqualTo("end");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void errorWithoutAMessageArrives_withItsTrailers(boolean tls) {
        assertThatThrownBy(() -> ask(tls, GrpcEcho.FAIL, new byte[1]))
                .isInstanceOfSatisfying(StatusRuntimeException.class, error -> {
                    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
                    assertThat(error.getStatus().getDescription()).isEqualTo("no: 100 %");
                    Metadata trailers = Objects.requireNonNull(error.getTrailers());
                    assertThat(trailers.get(GrpcEcho.DETAIL)).isEqualTo("more");
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deadlineOfTheClient_cancelsTheCallAtTheServer(boolean tls) throws Exception {
        assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(
                        (tls ? secure : clear)
                                .newCall(
                                        GrpcEcho.HANG,
                                        CallOptions.DEFAULT.withDeadlineAfter(300, TimeUnit.MILLISECONDS)),
                        new byte[1]))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        error -> assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
        assertThat(origin.cancelled.await(20, TimeUnit.SECONDS)).isTrue();
        // The connection goes on.
        assertThat(ask(tls, GrpcEcho.UNARY, new byte[3])).hasSize(3);
    }

    @Test
    void originThatIsGone_isUnavailable() throws Exception {
        site.upstream("b", "\"http://127.0.0.1:1\"", "protocol: http2")
                .service()
                .reload();
        CallOptions other = CallOptions.DEFAULT.withAuthority("b.shop.test");
        assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(clear.newCall(GrpcEcho.UNARY, other), new byte[1]))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        error -> assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
    }
}
