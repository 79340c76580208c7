package dev.headrace.front.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.headrace.front.proxy.ExchangeLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line of JSON for each exchange, from a thread of its own. If the file takes no more, or not fast enough, lines are lost and
 * counted, and requests go on.
 */
final class AccessLog implements ExchangeLog, AutoCloseable {
    private static final int MOST_WAITING = 16 * 1024;

    private final Path file;
    private final Consumer<String> complaints;
    private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong lost = new AtomicLong();
    private final Thread writer;
    private final JsonFactory json = new JsonFactory();
    private volatile boolean closed;
    private volatile boolean reopen;

    private record Line(Instant time, Entry entry) {}

    /** Appends to a file, which is opened at once. */
    AccessLog(Path file, Consumer<String> complaints) throws IOException {
        this.file = file;
        this.complaints = complaints;
        OutputStream out = open();
        writer = new Thread(() -> write(out), "access-log");
        writer.setDaemon(true);
        writer.start();
    }

    private OutputStream open() throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Opens the file again: somebody may have put it aside. */
    void reopen() {
        reopen = true;
    }

    /** Lines that were not written. */
    long lost() {
        return lost.get();
    }

    @Override
    public void finished(Entry entry) {
        if (!waiting.offer(new Line(Instant.now(), entry))) {
            lost.incrementAndGet();
        }
    }

    private void write(OutputStream first) {
        OutputStream out = first;
        boolean complained = false;
        try {
            while (!closed || !waiting.isEmpty()) {
                Line line = waiting.poll(200, TimeUnit.MILLISECONDS);
                try {
                    if (reopen) {
                        out = reopened(out);
                    }
                    if (line != null) {
                        out.write(bytes(line));
                        complained = false;
                    }
                } catch (IOException e) {
                    if (line != null) {
                        lost.incrementAndGet();
                    }
                    if (!complained) {
                        complained = true;
                        complaints.accept(file + ": lines are lost: " + e.getMessage());
                    }
                }
            }
            out.close();
        } catch (IOException e) {
            complaints.accept(file + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tries again with the next line if it fails. */
    private OutputStream reopened(OutputStream before) throws IOException {
        reopen = false;
        try {
            OutputStream next = open();
            before.close();
            return next;
        } catch (IOException e) {
            reopen = true;
            throw e;
        }
    }

    private byte[] bytes(Line line) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        Entry entry = line.entry();
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeStringField("time", line.time().toString());
            generator.writeStringField("client", entry.client().address().getHostAddress());
            generator.writeStringField("scheme", entry.client().secure() ? "https" : "http");
            generator.writeStringField("method", entry.method().name());
            generator.writeStringField("host", entry.host());
            generator.writeStringField("target", entry.target());
            write(generator, "tenant", entry.tenant());
            generator.writeNumberField("status", entry.status());
            generator.writeBooleanField("complete", entry.complete());
            generator.writeStringField("phase", entry.reached().name().toLowerCase(Locale.ROOT));
            write(generator, "refused", entry.refused());
            write(
                    generator,
                    "fault",
                    entry.fault() == null ? null : entry.fault().name().toLowerCase(Locale.ROOT));
            generator.writeNumberField("request-bytes", entry.requestBytes());
            generator.writeNumberField("response-bytes", entry.responseBytes());
            generator.writeNumberField("bytes-in", entry.bytesIn());
            generator.writeNumberField("bytes-out", entry.bytesOut());
            generator.writeNumberField("micros", entry.nanos() / 1000);
            generator.writeEndObject();
            generator.writeRaw('\n');
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator generator, String name, @Nullable String value) throws IOException {
        if (value != null) {
            generator.writeStringField(name, value);
        }
    }

    /** Writes what is waiting, and ends. */
    @Override
    public void close() {
        closed = true;
        try {
            writer.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
