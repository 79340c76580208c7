package dev.headrace.adapter.feature;

import dev.headrace.adapter.policy.LateOutput;
import dev.headrace.rewriter.io.OutputSink;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An event loop whose time stands still, but for what tests wait for. */
final class ManualLoop {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private long nanos;

    ManualLoop() {
        channel.freezeTime();
    }

    ScheduledExecutorService executor() {
        return channel.eventLoop();
    }

    /** Milliseconds since the loop was made. */
    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** Does what is to be done now. */
    void run() {
        do {
            channel.runPendingTasks();
        } while (channel.hasPendingTasks());
    }

    private void advance(long by) {
        nanos += by;
        channel.advanceTimeBy(by, TimeUnit.NANOSECONDS);
        run();
    }

    /** Lets time pass until a stage is complete. */
    void runUntil(CompletionStage<?> stage) {
        run();
        while (!stage.toCompletableFuture().isDone()) {
            long next = channel.runScheduledPendingTasks();
            if (next < 0) {
                throw new IllegalStateException("nothing is left to do, and it is not complete");
            }
            advance(next);
        }
    }

    /** Output that goes to a buffer, on this loop. */
    LateOutput.Outlet outlet(ByteArrayOutputStream out, String encoding) {
        OutputSink sink = out::write;
        return new LateOutput.Outlet() {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                sink.write(bytes, offset, length);
            }

            @Override
            public ScheduledExecutorService loop() {
                return executor();
            }

            @Override
            public String encoding() {
                return encoding;
            }

            @Override
            public void late(@Nullable IOException thrown) {
                if (thrown != null) {
                    throw new IllegalStateException(thrown);
                }
            }
        };
    }
}
